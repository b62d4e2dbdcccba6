package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import io.leasehold.registry.HomeFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * The file of an embedded registry and the folder around it, both for their owner only, and never in version control.
 *
 * <p>The file is never opened here once it is there: closing it would give up the locks that SQLite holds on it in this
 * process (https://www.sqlite.org/howtocorrupt.html, section 2.2).
 */
final class RegistryFile {

    /** Other machines have them, too; among them are the host of a virtual machine or of a container. */
    private static final Set<String> OVER_A_NETWORK = Set.of(
            ("nfs nfs4 cifs smb smb2 smb3 smbfs afs afpfs ncpfs coda webdav davfs fuse.davfs2 fuse.sshfs fuse.rclone"
                            + " fuse.s3fs fuse.gcsfuse fuse.goofys fuse.blobfuse fuse.blobfuse2 ceph fuse.ceph fuse.ceph-fuse"
                            + " fuse.cephfs glusterfs fuse.glusterfs lustre gpfs beegfs fuse.beegfs ocfs2 gfs2 orangefs pvfs2"
                            + " fuse.moosefs fuse.mfs fuse.juicefs fuse.JuiceFS 9p v9fs drvfs virtiofs fuse.virtiofs vboxsf"
                            + " vmhgfs fuse.vmhgfs-fuse prl_fs fuse.prl_fsd fuse.osxfs osxfs fuse.grpcfuse grpcfuse fakeowner")
                    .split(" "));

    private RegistryFile() {}

    static void prepare(Path file) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder");
        try {
            HomeFolder.prepare(folder);
            refuseNetwork(file, Files.getFileStore(folder));
            if (!Files.exists(file)) {
                make(file);
            }
        } catch (IOException e) {
            throw new RegistryException(
                    "The registry of profiles " + file + " cannot be made or read: "
                            + e.getClass().getSimpleName()
                            + ". Let this user write the folder, or point leasehold.home to one that it may write.",
                    null,
                    e);
        }
        if (!Files.isWritable(file)) {
            throw new RegistryException(
                    "The registry of profiles " + file + " cannot be written by this user. Give it the right to, or"
                            + " point leasehold.home to a folder of its own.",
                    null,
                    null);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file, forOwner(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Another JVM starts at the same moment.
        }
    }

    private static FileAttribute<?>[] forOwner(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }

    /** Locks do not hold there (https://www.sqlite.org/howtocorrupt.html, section 2.1). */
    static void refuseNetwork(Path file, FileStore store) {
        if (OVER_A_NETWORK.contains(store.type())) {
            throw new RegistryException(
                    "The registry of profiles " + file + " would be on a network file system (" + store.type()
                            + "), where its locks do not hold. Point leasehold.home to a local disk, or share a"
                            + " PostgreSQL by leasehold.registry.url.",
                    null,
                    null);
        }
    }
}
