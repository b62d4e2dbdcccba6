package io.leasehold.harbor.assets;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The static files: the application's own under their content's hash, the libraries' under their version. Thread-safe. */
public final class Assets {
    private static final String OWN = "/io/leasehold/harbor/static/";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final Map<String, Asset> own = new ConcurrentHashMap<>();
    private final Map<String, Asset> libraries = new ConcurrentHashMap<>();

    /** Returns the address of one of the application's own files; it changes with the content. */
    public String address(String name) {
        return "/assets/" + own(name).version() + "/" + name;
    }

    /** Answers a request for one of the application's own files. */
    public void sendOwn(Context ctx) {
        String name = ctx.pathParam("name");
        if (Assets.class.getResource(OWN + name) == null || !own(name).version().equals(ctx.pathParam("version"))) {
            throw new NotFoundResponse("There is no such file, or no longer in that version.");
        }
        send(ctx, own(name), FOREVER);
    }

    /** Answers a request for a file of a library. */
    public void sendLibrary(Context ctx) {
        String address = ctx.path();
        if (!WebJar.addresses().contains(address)) {
            throw new NotFoundResponse("There is no such file.");
        }
        send(ctx, libraries.computeIfAbsent(address, path -> Asset.ofResource("/META-INF/resources" + path)), FOREVER);
    }

    /** Sends one of the application's own files under an address that does not change, to be checked every time. */
    public void sendUnversioned(Context ctx, String name) {
        send(ctx, own(name), "no-cache");
    }

    private Asset own(String name) {
        return own.computeIfAbsent(name, file -> Asset.ofResource(OWN + file));
    }

    private static void send(Context ctx, Asset asset, String caching) {
        boolean compressed = header(ctx, "Accept-Encoding").contains("gzip");
        String tag = asset.tag(compressed);
        ctx.header("Cache-Control", caching);
        ctx.header("ETag", tag);
        ctx.header("Vary", "Accept-Encoding");
        ctx.header("X-Content-Type-Options", "nosniff");
        if (header(ctx, "If-None-Match").contains(tag)) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        if (compressed) {
            ctx.header("Content-Encoding", "gzip");
        }
        ctx.contentType(asset.contentType()).result(asset.bytes(compressed));
    }

    private static String header(Context ctx, String name) {
        return Objects.requireNonNullElse(ctx.header(name), "");
    }
}
