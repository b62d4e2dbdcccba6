package io.leasehold.worker;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.impl.Transport;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The only class that reaches what Playwright for Java does not publish: a connection over a transport of ours, and what
 * the client keeps about a context. Checks at creation that everything is where it expects it.
 *
 * <p>Immutable. ADR 0002 says why it is worth it and what happens when Playwright's inside changes.
 */
final class PlaywrightInternals {

    private final MethodHandle newConnection;
    private final MethodHandle initialize;
    private final MethodHandle existingObject;
    private final MethodHandle processOneMessage;
    private final MethodHandle connectToBrowserType;
    private final VarHandle guid;
    private final VarHandle initializer;
    private final VarHandle closingOrClosed;
    private final VarHandle requestDisposeReason;
    private final VarHandle contextRoutes;
    private final VarHandle contextBindings;
    private final VarHandle contextListeners;
    private final VarHandle listenerMap;
    private final VarHandle contextTimeouts;
    private final VarHandle requestTimeouts;
    private final VarHandle tracingActive;
    private final MethodHandle routesRemoveAll;
    private final VarHandle routeList;
    private final MethodHandle defaultTimeout;
    private final MethodHandle defaultNavigationTimeout;

    private PlaywrightInternals(Lookup lookup) throws ReflectiveOperationException {
        Class<?> connection = lookup.type("Connection");
        Class<?> owner = lookup.type("ChannelOwner");
        Class<?> context = lookup.type("BrowserContextImpl");
        Class<?> request = lookup.type("APIRequestContextImpl");
        Class<?> timeouts = lookup.type("TimeoutSettings");
        newConnection = lookup.constructor(connection, lookup.type("Transport"), Map.class);
        initialize = lookup.method(connection, "initializePlaywright");
        existingObject = lookup.method(connection, "getExistingObject", String.class);
        processOneMessage = lookup.method(connection, "processOneMessage");
        connectToBrowserType = lookup.method(
                lookup.type("BrowserImpl"),
                "connectToBrowserType",
                lookup.type("BrowserTypeImpl"),
                java.nio.file.Path.class);
        guid = lookup.field(owner, "guid");
        initializer = lookup.field(owner, "initializer");
        closingOrClosed = lookup.field(context, "closingOrClosed");
        requestDisposeReason = lookup.field(request, "disposeReason");
        contextRoutes = lookup.field(context, "routes");
        contextBindings = lookup.field(context, "bindings");
        contextListeners = lookup.field(context, "listeners");
        listenerMap = lookup.field(lookup.type("ListenerCollection"), "listeners");
        contextTimeouts = lookup.field(context, "timeoutSettings");
        requestTimeouts = lookup.field(request, "timeoutSettings");
        tracingActive = lookup.field(lookup.type("TracingImpl"), "isTracing");
        routesRemoveAll = lookup.method(lookup.type("Router"), "removeAll");
        routeList = lookup.field(lookup.type("Router"), "routes");
        defaultTimeout = lookup.method(timeouts, "defaultTimeout");
        defaultNavigationTimeout = lookup.method(timeouts, "defaultNavigationTimeout");
    }

    /**
     * Looks at the Playwright that a class loader gives.
     *
     * @throws ReflectiveOperationException when its inside is not as this class expects it
     */
    static PlaywrightInternals inspect(ClassLoader loader) throws ReflectiveOperationException {
        return new PlaywrightInternals(new Lookup(loader, MethodHandles.lookup()));
    }

    /** A connected browser, the Playwright object behind it and the connection of both. */
    record Connected(Object connection, Playwright playwright, Browser browser) {}

    /** Speaks Playwright's handshake over the transport and returns the host's browser. */
    Connected connect(Transport transport, String browserType) {
        // Not the constructor for remote browsers: the driver is on this machine, so paths of downloads, videos and
        // uploads are good here.
        Object connection = call(newConnection, transport, Map.of());
        Playwright playwright = (Playwright) call(initialize, connection);
        JsonObject start = (JsonObject) initializer.get(playwright);
        JsonObject browserRef = start.getAsJsonObject("preLaunchedBrowser");
        Browser browser = (Browser)
                call(existingObject, connection, browserRef.get("guid").getAsString());
        Object type = browserType.equals("firefox")
                ? playwright.firefox()
                : browserType.equals("webkit") ? playwright.webkit() : playwright.chromium();
        callWithNull(connectToBrowserType, browser, type);
        return new Connected(connection, playwright, browser);
    }

    /** Reads what the connection has received, or waits some milliseconds for it; handlers run here. */
    void processOneMessage(Object connection) {
        callNullable(processOneMessage, connection);
    }

    /**
     * Returns a page that another connection knows by its id.
     *
     * @throws PlaywrightException when there is none any more
     */
    Page page(Object connection, String id) {
        return (Page) call(existingObject, connection, id);
    }

    /** Returns the id of the page that opened a page, also when that one is closed. */
    @Nullable
    String openerOf(Object page) {
        JsonObject start = (JsonObject) initializer.get(page);
        return start.has("opener") ? start.getAsJsonObject("opener").get("guid").getAsString() : null;
    }

    String guid(Object playwrightObject) {
        return (String) guid.get(playwrightObject);
    }

    /** Takes back what the client marked before a refused close or dispose was sent: the context is still open. */
    void markOpen(BrowserContext context) {
        closingOrClosed.set(context, false);
        requestDisposeReason.set(context.request(), null);
    }

    /** Forgets context-wide handlers that the client noted before their registration was refused. */
    void forgetContextHandlers(BrowserContext context) {
        call(routesRemoveAll, contextRoutes.get(context));
        ((Map<?, ?>) contextBindings.get(context)).clear();
    }

    /** Tells whether a test left something on the context object that a later test would meet. */
    boolean isDirty(BrowserContext context, int listenersAtFirst) {
        Object routes = contextRoutes.get(context);
        return !((Collection<?>) routeList.get(routes)).isEmpty()
                || !((Map<?, ?>) contextBindings.get(context)).isEmpty()
                || listeners(context) > listenersAtFirst
                || hasDefaults(contextTimeouts.get(context))
                || hasDefaults(requestTimeouts.get(context.request()))
                || (boolean) tracingActive.get(context.tracing());
    }

    /** Counts what listens to a context; Playwright itself does. */
    int listeners(BrowserContext context) {
        return ((Map<?, ?>) listenerMap.get(contextListeners.get(context)))
                .values().stream()
                        .mapToInt(each -> ((Collection<?>) each).size())
                        .sum();
    }

    private boolean hasDefaults(Object timeouts) {
        return callNullable(defaultTimeout, timeouts) != null
                || callNullable(defaultNavigationTimeout, timeouts) != null;
    }

    private static Object call(MethodHandle handle, Object... arguments) {
        Object result = callNullable(handle, arguments);
        return result == null ? handle : result;
    }

    private static void callWithNull(MethodHandle handle, Object target, Object argument) {
        try {
            handle.invokeWithArguments(target, argument, null);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static @Nullable Object callNullable(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static RuntimeException rethrown(Throwable e) {
        if (e instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(
                "A call into Playwright failed: " + e.getClass().getName() + ".", e);
    }

    /** Finds what is not public in Playwright's implementation package. */
    private record Lookup(ClassLoader loader, MethodHandles.Lookup handles) {

        Class<?> type(String name) throws ClassNotFoundException {
            return Class.forName("com.microsoft.playwright.impl." + name, false, loader);
        }

        MethodHandle constructor(Class<?> type, Class<?>... parameters) throws ReflectiveOperationException {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return handles.unreflectConstructor(constructor);
        }

        MethodHandle method(Class<?> type, String name, Class<?>... parameters) throws ReflectiveOperationException {
            Method method = type.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return handles.unreflect(method);
        }

        VarHandle field(Class<?> type, String name) throws ReflectiveOperationException {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return MethodHandles.privateLookupIn(type, handles).unreflectVarHandle(field);
        }
    }
}
