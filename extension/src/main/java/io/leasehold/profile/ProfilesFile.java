package io.leasehold.profile;

import io.leasehold.ProfileId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The profiles of one profiles file.
 *
 * <p>Immutable, but for the instances of the user's own classes that the profiles hold.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class ProfilesFile {

    /** Where the file is looked for unless the caller says otherwise. */
    public static final String DEFAULT_LOCATION = "leasehold.json";

    private final String origin;
    private final Map<ProfileId, Profile> profiles;
    private final Map<String, List<Profile>> groups;
    private final SecretSource secrets;

    ProfilesFile(String origin, FileContents contents, SecretSource secrets) {
        this.origin = origin;
        this.profiles = contents.profiles();
        this.groups = contents.groups();
        this.secrets = secrets;
    }

    /**
     * Names what no picture of a page shows, of all profiles.
     *
     * @return selectors, in Playwright's words
     */
    public List<String> masks() {
        return profiles.values().stream()
                .flatMap(profile -> profile.masks().stream())
                .distinct()
                .toList();
    }

    /**
     * Reads a class path resource of this name, or else a file of this name.
     *
     * @param location a resource name or a file path
     * @return the profiles
     * @throws ProfilesFileException if there is none, or it has problems
     */
    public static ProfilesFile open(String location) {
        return parse(SourceText.find(location, contextLoader()), Variables.ofProcess());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the profiles
     * @throws ProfilesFileException if it is missing, or has problems
     */
    public static ProfilesFile open(Path file) {
        return parse(SourceText.ofFile(file), Variables.ofProcess());
    }

    /**
     * Reads JSON that the caller has.
     *
     * @param origin what messages call it
     * @param json the text
     * @return the profiles
     * @throws ProfilesFileException if it has problems
     */
    public static ProfilesFile parse(String origin, String json) {
        return parse(new SourceText(origin, json), Variables.ofProcess());
    }

    static ProfilesFile parse(SourceText source, Variables variables) {
        ReadScope scope = ReadScope.of(variables, contextLoader());
        Optional<JsonValue> tree = new JsonTreeReader(scope.problems()).read(source.text());
        FileContents contents =
                tree.map(value -> new FileReader(scope).read(value)).orElse(FileContents.NONE);
        scope.problems().throwIfAny(source.origin());
        return new ProfilesFile(source.origin(), contents, scope.secrets());
    }

    private static ClassLoader contextLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    /**
     * Gives a profile.
     *
     * @param id its id
     * @return the profile
     * @throws UnknownProfileException if the file has none of this id
     */
    public Profile profile(ProfileId id) {
        return profile(id.value());
    }

    /**
     * Gives a profile by what a test wrote, which may be no id at all.
     *
     * @param name the id as text
     * @return the profile
     * @throws UnknownProfileException if the file has none of this id
     */
    public Profile profile(String name) {
        return profiles.values().stream()
                .filter(profile -> profile.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownProfileException(name, names(), origin));
    }

    /**
     * Gives all profiles that a name can mean: one for a profile, its seats for one with seats, its members for a pool.
     *
     * @param name what a test wrote, which may be no name at all
     * @return at least one, in the order of the file
     * @throws UnknownProfileException if the file has none of this name
     */
    public List<Profile> candidates(String name) {
        List<Profile> several = groups.getOrDefault(name, List.of());
        return several.isEmpty() ? List.of(profile(name)) : List.copyOf(several);
    }

    /**
     * Lists the profiles in the order of the file, each seat as one.
     *
     * @return all of them
     */
    public List<Profile> profiles() {
        return List.copyOf(profiles.values());
    }

    /**
     * Says where the profiles were read from.
     *
     * @return the resource or file, for messages
     */
    public String origin() {
        return origin;
    }

    /**
     * Gives the source of secrets, so that redaction can listen to it.
     *
     * @return the source that all profiles of this file share
     */
    public SecretSource secrets() {
        return secrets;
    }

    private List<String> names() {
        return Stream.concat(profiles.values().stream().map(Profile::name), groups.keySet().stream())
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return "ProfilesFile[" + origin + ", " + profiles.size() + " profiles]";
    }
}
