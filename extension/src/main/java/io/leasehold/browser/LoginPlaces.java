package io.leasehold.browser;

import io.leasehold.profile.Origin;
import io.leasehold.profile.Profile;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an application has people sign in: what the profile's login opens, and where a look ended up that found it signed
 * out. An application that shows its login form in the place of any page has no such place. Thread-safe.
 */
final class LoginPlaces {

    private final Set<String> places = ConcurrentHashMap.newKeySet();
    private final Set<String> ofSignedIn;

    LoginPlaces(Profile profile) {
        this.ofSignedIn = Stream.of(profile.entryUrl(), profile.resolve("/"))
                .map(LoginPlaces::place)
                .collect(Collectors.toUnmodifiableSet());
        profile.loginUrl().ifPresent(this::learn);
    }

    void learn(String url) {
        String place = place(url);
        if (!place.isEmpty() && !ofSignedIn.contains(place)) {
            places.add(place);
        }
    }

    boolean contains(String url) {
        return !places.isEmpty() && places.contains(place(url));
    }

    /** What follows the path says which login, not that it is one; an application's own route does. */
    private static String place(String url) {
        String origin = Origin.of(url);
        if (origin.isEmpty()) {
            return "";
        }
        String path = Origin.after(url.split("[?#]", 2)[0]).replaceFirst("/+$", "");
        return origin + path + route(url);
    }

    private static String route(String url) {
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash);
        boolean isRoute = fragment.startsWith("#/") || fragment.startsWith("#!/");
        return isRoute ? fragment.split("\\?", 2)[0] : "";
    }
}
