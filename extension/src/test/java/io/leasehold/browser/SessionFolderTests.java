package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where user data and login states lie, and who may read them. Requirement: D3. */
final class SessionFolderTests {

    @TempDir
    private Path sessions;

    private static String permissions(Path path) throws IOException {
        assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aKeptSessionIsForItsOwnerOnly() throws IOException {
        try (SessionFolder folder = SessionFolder.kept(sessions, "shop")) {
            folder.store("{\"cookies\": []}");

            assertThat(permissions(sessions.resolve("shop"))).isEqualTo("rwx------");
            assertThat(permissions(sessions.resolve("shop/state.json"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aLooseStateFileIsTightenedWhenItIsWrittenAgain() throws IOException {
        Files.createDirectories(sessions.resolve("shop"));
        Files.writeString(sessions.resolve("shop/state.json"), "{}");
        try (SessionFolder folder = SessionFolder.kept(sessions, "shop")) {
            folder.store("{\"cookies\": []}");

            assertThat(permissions(sessions.resolve("shop/state.json"))).isEqualTo("rw-------");
        }
    }

    @Test
    void theStateIsThereForTheNextRun() {
        try (SessionFolder folder = SessionFolder.kept(sessions, "shop")) {
            assertThat(folder.storedState()).isEmpty();
            folder.store("saved");
        }
        try (SessionFolder folder = SessionFolder.kept(sessions, "shop")) {
            assertThat(folder.storedState()).contains("saved");
        }
    }

    @Test
    void oneAtATimeUsesAKeptSession() {
        try (SessionFolder folder = SessionFolder.kept(sessions, "shop")) {
            assertThat(folder.userData()).startsWithRaw(sessions.resolve("shop"));
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> SessionFolder.kept(sessions, "shop"))
                    .withMessage("The kept session of profile 'shop' is in use by another JVM. Wait for it, or use"
                            + " \"session\": \"fresh\" for profiles that several JVMs use at once.");
        }
        SessionFolder.kept(sessions, "shop").close();
    }

    @Test
    void aFreshSessionIsDeletedAndStoresNothing() throws IOException {
        try (PrivateRoot root = PrivateRoot.create()) {
            SessionFolder folder = SessionFolder.fresh(root);
            Files.writeString(folder.userData().resolve("Cookies"), "secret");
            folder.store("secret");

            assertThat(folder.storedState()).isEmpty();
            folder.close();
            assertThat(folder.userData()).doesNotExist();
        }
    }
}
