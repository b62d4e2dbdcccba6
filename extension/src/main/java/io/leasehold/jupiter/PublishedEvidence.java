package io.leasehold.jupiter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/**
 * A folder of evidence as JUnit's reports have it: a copy among the run's own output files, which those reports link to.
 * What is private stays so. Immutable.
 *
 * @param folder the folder; it holds files only
 * @param name how the copy is called, inside the test's own output folder
 */
record PublishedEvidence(Path folder, String name) {

    /** The output folder is named after the test already, so only what tells leases apart is kept: paths grow long. */
    static PublishedEvidence of(Path folder) {
        String whole = String.valueOf(folder.getFileName());
        return new PublishedEvidence(
                folder,
                "leasehold-" + whole.substring(whole.lastIndexOf("__") + 1).replaceFirst("^_+", ""));
    }

    /** Copies it. That a launcher takes no files is no reason to fail a test again. */
    void publish(ExtensionContext test) {
        try {
            test.publishDirectory(name, this::copyTo);
        } catch (JUnitException e) {
            System.getLogger("io.leasehold")
                    .log(
                            System.Logger.Level.DEBUG,
                            "Evidence is not in JUnit's reports: "
                                    + e.getClass().getName() + ". It is in " + folder + ".");
        }
    }

    private void copyTo(Path target) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.copy(
                        file,
                        target.resolve(String.valueOf(file.getFileName())),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
