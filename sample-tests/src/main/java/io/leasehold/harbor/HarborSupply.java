package io.leasehold.harbor;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.leasehold.harbor.account.DemoAccounts;
import io.leasehold.harbor.control.ControlRoutes;
import io.leasehold.harbor.control.HarborControl;
import io.leasehold.harbor.session.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A running Harbor Supply.
 *
 * <p>Whoever starts it closes it; closing stops the server and removes a temporary data folder. Thread-safe.
 */
public final class HarborSupply implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int UPLOAD_MEGABYTES = 50;

    private final Javalin server;
    private final HarborParts parts;
    private final DataFolder folder;
    private final HarborControl control;
    private final Map<String, String> passwords;
    private final String controlToken = Tokens.random();

    private HarborSupply(HarborOptions options, DataFolder folder) {
        this.folder = folder;
        passwords = DemoAccounts.emails().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), options.passwords()::of));
        parts = HarborParts.open(folder, options, passwords);
        control = new HarborControl(parts.desk(), parts.sessions(), parts.accounts(), parts.clock());
        server = Javalin.create(config -> configure(config, options.port()));
    }

    /** Starts the application and waits until it answers. */
    public static HarborSupply start(HarborOptions options) {
        var supply = new HarborSupply(options, DataFolder.open(options.dataDirectory()));
        try {
            supply.server.start();
        } catch (RuntimeException e) {
            supply.close();
            throw e;
        }
        return supply;
    }

    /** Returns the address without a slash at its end. */
    public String baseUrl() {
        return "http://" + HOST + ":" + server.port();
    }

    /** Returns the way in for tests that watch and disturb the application. */
    public HarborControl control() {
        return control;
    }

    /** Returns the token for the control over HTTP, a secret. */
    public String controlToken() {
        return controlToken;
    }

    /** Returns the password of a demo account, a secret. */
    public String passwordOf(String email) {
        return Optional.ofNullable(passwords.get(email))
                .orElseThrow(() -> new IllegalArgumentException("There is no demo account '" + email + "'."));
    }

    @Override
    public void close() {
        server.stop();
        parts.close();
        folder.close();
    }

    private void configure(JavalinConfig config, int port) {
        config.showJavalinBanner = false;
        config.jetty.defaultHost = HOST;
        config.jetty.defaultPort = port;
        config.jetty.multipartConfig.maxFileSize(UPLOAD_MEGABYTES, SizeUnit.MB);
        config.jetty.multipartConfig.cacheDirectory(folder.path().toString());
        // Static files are compressed once and in advance, and the rest is small.
        config.http.disableCompression();
        config.router.mount(routing -> {
            // First, because the pages end with one that answers every address that is left.
            new ControlRoutes(control, controlToken).add(routing);
            new HarborRoutes(parts).add(routing);
        });
    }
}
