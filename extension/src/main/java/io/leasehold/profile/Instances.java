package io.leasehold.profile;

import io.leasehold.profile.JsonValue.JsonText;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes instances of the classes that the file names. */
final class Instances {

    private final ReadScope scope;

    Instances(ReadScope scope) {
        this.scope = scope;
    }

    <T> Optional<T> create(JsonText where, String className, Class<T> wanted) {
        Optional<Class<?>> found = load(where, className);
        if (found.isPresent() && !wanted.isAssignableFrom(found.get())) {
            return refuse(where, className, "does not implement " + wanted.getName() + ".");
        }
        return found.flatMap(type -> instantiate(where, type, wanted));
    }

    private Optional<Class<?>> load(JsonText where, String className) {
        try {
            return Optional.of(Class.forName(className, true, scope.loader()));
        } catch (ClassNotFoundException e) {
            return refuse(
                    where,
                    className,
                    "is not a class on the class path of the tests. Write the full name, with '$' before a nested"
                            + " class.");
        } catch (LinkageError e) {
            return fail(where, className, "could not be loaded", e);
        }
    }

    private <T> Optional<T> instantiate(JsonText where, Class<?> type, Class<T> wanted) {
        if (Modifier.isAbstract(type.getModifiers())) {
            return refuse(where, type.getName(), "is abstract. Name a class that can be instantiated.");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            if (!constructor.trySetAccessible()) {
                return refuse(where, type.getName(), "has a constructor that may not be called from outside.");
            }
            return Optional.of(wanted.cast(constructor.newInstance()));
        } catch (NoSuchMethodException e) {
            return refuse(
                    where,
                    type.getName(),
                    "has no constructor without parameters. Add one; a nested class must be static.");
        } catch (InvocationTargetException e) {
            return fail(where, type.getName(), "has a constructor that failed", e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            return fail(where, type.getName(), "could not be instantiated", e);
        }
    }

    <T> Optional<T> refuse(JsonText where, String className, String why) {
        scope.problems().add(where, Quote.of(className) + " " + why);
        return Optional.empty();
    }

    <T> Optional<T> fail(JsonText where, String className, String what, @Nullable Throwable cause) {
        if (cause != null) {
            scope.problems().cause(cause);
        }
        String kind = cause == null ? "an unknown cause" : cause.getClass().getName();
        return refuse(where, className, what + " with " + kind + ". See the suppressed exception for the details.");
    }
}
