package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The run's temporary folder is its owner's alone and gone afterwards. Requirement: D3. */
final class PrivateRootTests {

    private static String permissions(Path path) throws IOException {
        assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void nobodyElseMayLookIntoIt() throws IOException {
        try (PrivateRoot root = PrivateRoot.create()) {
            Path userData = root.userData();

            assertThat(permissions(userData)).isEqualTo("rwx------");
            assertThat(permissions(userData.resolve("..").normalize())).isEqualTo("rwx------");
        }
    }

    @Test
    void whatDriversWriteStaysInside() {
        try (PrivateRoot root = PrivateRoot.create()) {
            Path folder = root.userData().resolve("..").normalize();
            Map<String, String> environment = root.driverEnvironment();

            assertThat(environment)
                    .containsKeys("PWTEST_SERVER_REGISTRY", "PWTEST_SOCKETS_DIR", "TMPDIR")
                    .containsEntry("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            assertThat(Path.of(environment.get("PWTEST_SERVER_REGISTRY")))
                    .isDirectory()
                    .startsWith(folder);
            assertThat(Path.of(environment.get("PWTEST_SOCKETS_DIR")))
                    .isDirectory()
                    .startsWith(folder);
            assertThat(Path.of(environment.get("TMPDIR"))).isDirectory().startsWith(folder);
            // The socket's own name takes up to 40 of the 100 characters or so that its path may have.
            assertThat(environment.getOrDefault("PWTEST_SOCKETS_DIR", "").length())
                    .isLessThan(60);
        }
    }

    @Test
    void everyBrowserHasAFolderOfItsOwn() {
        try (PrivateRoot root = PrivateRoot.create()) {
            assertThat(root.userData()).isNotEqualTo(root.userData());
        }
    }

    @Test
    void closingDeletesAllOfItAndClosingAgainDoesNothing() throws IOException {
        PrivateRoot root = PrivateRoot.create();
        Path userData = root.userData();
        Files.createDirectories(userData.resolve("a/b"));
        Files.writeString(userData.resolve("a/b/c"), "x");

        root.close();
        root.close();

        assertThat(userData.resolve("..").normalize()).doesNotExist();
    }
}
