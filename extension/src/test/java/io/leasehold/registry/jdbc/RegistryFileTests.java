package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.leasehold.RegistryException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is done with the file of a registry besides SQLite's own work: as little as can be.
 *
 * <p>Requirement: P13.
 */
final class RegistryFileTests {

    private static final Path FILE = Path.of("/net/home/.leasehold/registry.db");

    private static final Set<String> ONLY_LOOKING = Set.of(
            "exists",
            "isDirectory",
            "isWritable",
            "readAttributes",
            "getAttribute",
            "getFileStore",
            "createDirectories");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nfs",
                "nfs4",
                "cifs",
                "smb3",
                "fuse.sshfs",
                "ceph",
                "fuse.glusterfs",
                "9p",
                "virtiofs",
                "vboxsf",
                "fakeowner"
            })
    void aNetworkFileSystemIsRefused(String type) {
        assertThatThrownBy(() -> RegistryFile.refuseNetwork(FILE, new Disk(type)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(FILE.toString())
                .hasMessageContaining("a network file system (" + type + "), where its locks do not hold")
                .hasMessageContaining("leasehold.registry.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext4", "xfs", "btrfs", "overlay", "fuse.fuse-overlayfs", "fuseblk", "tmpfs", "apfs", "NTFS"})
    void aLocalDiskIsNot(String type) {
        assertThatCode(() -> RegistryFile.refuseNetwork(FILE, new Disk(type))).doesNotThrowAnyException();
    }

    /** Closing a handle on the database by other means than SQLite's drops the locks that this process has on it. */
    @Test
    void noCodeOpensTheDatabaseButSqlite() {
        JavaClasses classes = new ClassFileImporter().importPath("target/classes/io/leasehold/registry");

        Set<String> opened = classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(RegistryFileTests::opens)
                .map(call -> call.getOriginOwner().getSimpleName() + "."
                        + call.getOrigin().getName() + " " + call.getTarget().getName())
                .collect(Collectors.toSet());

        assertThat(opened)
                .as(
                        "the files of notes and the lock file beside it, the folder's .gitignore, the empty file, and the kernel's own files")
                .containsExactlyInAnyOrder(
                        "LockedFile.use open",
                        "EventSpool.append open",
                        "EventSpool.collect newDirectoryStream",
                        "EventSpool.read readAllBytes",
                        "EventSpool.size size",
                        "EventSpool.deleteWhenSame deleteIfExists",
                        "HomeFolder.prepare writeString",
                        "RegistryFile.make createFile",
                        "LockOwners.owners lines",
                        "MachineClock.text readString",
                        "MachineClock.<init> isReadable",
                        "ProcessTable.namespace readSymbolicLink",
                        "ProcessTable.hidesOthers isReadable",
                        "ProcessTable.commandLines readAllBytes",
                        "ProcessTable.start readString");
    }

    private static boolean opens(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean files = owner.equals(Files.class.getName())
                && !ONLY_LOOKING.contains(call.getTarget().getName());
        boolean channel = owner.equals(FileChannel.class.getName())
                && call.getTarget().getName().equals("open");
        boolean stream = Set.of(
                        RandomAccessFile.class.getName(),
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.io.FileReader",
                        "java.io.FileWriter")
                .contains(owner);
        return files || channel || stream;
    }

    /** A disk of which only the kind is known. */
    private static final class Disk extends FileStore {
        private final String type;

        Disk(String type) {
            this.type = type;
        }

        @Override
        public String name() {
            return "disk";
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public long getTotalSpace() {
            return 1;
        }

        @Override
        public long getUsableSpace() {
            return 1;
        }

        @Override
        public long getUnallocatedSpace() {
            return 1;
        }

        @Override
        public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
            return false;
        }

        @Override
        public boolean supportsFileAttributeView(String name) {
            return false;
        }

        @Override
        public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
            return null;
        }

        @Override
        public Object getAttribute(String attribute) {
            throw new UnsupportedOperationException(attribute);
        }
    }
}
