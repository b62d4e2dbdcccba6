package io.leasehold.faults;

import io.leasehold.fixture.LoginSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Profiles files whose one profile, shop, signs in at a site. */
final class FaultProfiles {

    private FaultProfiles() {}

    /**
     * Returns a profiles file.
     *
     * @param loginPath where its login form is
     * @param more fields of the profile, each with a comma at its end
     */
    static String json(LoginSite site, String loginPath, String more) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        return """
                {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {%s "accountId": "shop",
                 "login": {"url": "%s", "timeout": "PT5S", "steps": [
                  {"fill": "Email", "with": "shop"},
                  {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"},
                  {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']",
                  "account": {"selector": "#account", "contains": "shop"}}}}}"""
                .formatted(site.baseUrl(), more, loginPath);
    }

    static String json(LoginSite site, String more) {
        return json(site, "/login", more);
    }

    static Path write(Path folder, String json) {
        try {
            return Files.writeString(folder.resolve("profiles.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
