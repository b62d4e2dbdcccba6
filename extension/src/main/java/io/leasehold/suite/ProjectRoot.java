package io.leasehold.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the folder that all modules of a project share: each module's tests run in a folder of their own, and two of them
 * that use one account have to meet in one registry.
 */
final class ProjectRoot {

    private static final List<String> ROOT_MARKS = List.of(".mvn", ".git", "settings.gradle", "settings.gradle.kts");
    private static final List<String> MODULE_MARKS = List.of("pom.xml", "build.gradle", "build.gradle.kts");

    private ProjectRoot() {}

    /**
     * Looks upwards: the nearest folder with the mark of a root, else the highest of the folders above each other that
     * are modules, else the folder itself.
     */
    static Path of(Path folder) {
        Path start = folder.toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (has(at, ROOT_MARKS)) {
                return at;
            }
        }
        Path highest = start;
        for (Path at = start.getParent(); at != null && has(at, MODULE_MARKS); at = at.getParent()) {
            highest = at;
        }
        return highest;
    }

    private static boolean has(Path folder, List<String> marks) {
        return marks.stream().anyMatch(mark -> Files.exists(folder.resolve(mark)));
    }
}
