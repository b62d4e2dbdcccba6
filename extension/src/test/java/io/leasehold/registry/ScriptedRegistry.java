package io.leasehold.registry;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A registry that answers what a test says, at the moment when it does. Thread-safe. */
final class ScriptedRegistry {

    private final Map<String, Function<List<Object>, Object>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, List<Object>> asked = new ConcurrentHashMap<>();

    ProfileRegistry face() {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("place") || name.equals("toString")) {
                return "the script";
            }
            List<Object> words = arguments == null ? List.of() : List.of(arguments);
            asked.put(name, words);
            calls.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
            return answers.getOrDefault(name, unheard -> {
                        throw new IllegalStateException("No answer to '" + name + "' was written.");
                    })
                    .apply(words);
        };
        return (ProfileRegistry) Proxy.newProxyInstance(
                ProfileRegistry.class.getClassLoader(), new Class<?>[] {ProfileRegistry.class}, handler);
    }

    void answers(String method, Supplier<Object> answer) {
        answers(method, words -> answer.get());
    }

    /** Answers by what it is given. */
    void answers(String method, Function<List<Object>, Object> answer) {
        answers.put(method, answer);
    }

    /** Returns what the last call of a method was given. */
    List<Object> asked(String method) {
        return asked.getOrDefault(method, List.of());
    }

    int calls(String method) {
        return calls.getOrDefault(method, new AtomicInteger()).get();
    }
}
