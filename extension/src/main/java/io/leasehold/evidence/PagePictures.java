package io.leasehold.evidence;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Takes pictures of pages on which secret fields are covered, and keeps files beside other evidence. Thread-safe; each
 * page is its caller's.
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class PagePictures {

    private static final int TRIES = 10_000;

    private final Redactor redactor;
    private final CaptureSettings settings;

    /** Sets it up; the redactor learns what secret fields hold. */
    public PagePictures(Redactor redactor, CaptureSettings settings) {
        this.redactor = redactor;
        this.settings = settings;
    }

    /**
     * Takes a picture.
     *
     * @throws com.microsoft.playwright.PlaywrightException when the page does not answer
     */
    public byte[] take(Page page) {
        return MaskedScreenshot.take(page, redactor, settings);
    }

    /**
     * Writes a file that only its owner may read.
     *
     * @param name its name; when it is taken, a number goes before the ending
     * @return where it is
     * @throws EvidenceException when it cannot be written
     */
    public Path keep(Path folder, String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        Path file = folder.resolve(name);
        for (int number = 2; number < TRIES; number++) {
            try {
                PrivateFiles.write(file, content);
                return file;
            } catch (FileAlreadyExistsException e) {
                file = folder.resolve(name.substring(0, dot) + "-" + number + name.substring(dot));
            } catch (IOException e) {
                throw failure(file, e);
            }
        }
        throw failure(file, new FileAlreadyExistsException(file.toString()));
    }

    private static EvidenceException failure(Path file, IOException cause) {
        return new EvidenceException(
                "The evidence file " + file + " could not be written: "
                        + cause.getClass().getSimpleName() + ". Check that its folder may be written.",
                cause);
    }
}
