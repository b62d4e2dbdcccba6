package io.leasehold.harbor.uploads;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.page.Notices;
import io.leasehold.harbor.session.SessionGate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Send files, and see what arrived. Thread-safe. */
public final class UploadPages {
    private final Uploads uploads;
    private final Layout layout;

    public UploadPages(Uploads uploads, Layout layout) {
        this.uploads = uploads;
        this.layout = layout;
    }

    public void page(Context ctx) {
        show(ctx, "");
    }

    public void receive(Context ctx) {
        Form.allow(SessionGate.signedIn(ctx).account().role().mayWriteOrders());
        // A form without a chosen file still sends a part, with no name in it.
        List<UploadedFile> files = ctx.uploadedFiles("file").stream()
                .filter(file -> !file.filename().isEmpty())
                .toList();
        if (files.isEmpty()) {
            show(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), "Choose a file first");
        } else {
            files.forEach(file -> uploads.add(account(ctx), received(file)));
            ctx.redirect("/uploads", HttpStatus.SEE_OTHER);
        }
    }

    private static Upload received(UploadedFile file) {
        try (InputStream in = file.content()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return new Upload(file.filename(), size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256, which every one must have.", e);
        }
    }

    private void show(Context ctx, String problem) {
        layout.show(
                ctx,
                "Uploads",
                Html.of(
                        """
                        {}
                        <form method="post" action="/uploads" enctype="multipart/form-data" class="row">
                          {}<label>Files <input type="file" name="file" multiple></label>
                          <button>Upload</button>
                        </form>
                        <table>
                          <caption>What arrived from you</caption>
                          <thead><tr><th>Name</th><th class="number">Size</th><th>SHA-256</th></tr></thead>
                          <tbody data-testid="uploads">{}</tbody>
                        </table>
                        """,
                        Notices.alert(problem),
                        Layout.token(ctx),
                        Html.join(uploads.latest(account(ctx)).stream().map(UploadPages::row))));
    }

    private static String account(Context ctx) {
        return SessionGate.signedIn(ctx).account().email();
    }

    private static Html row(Upload upload) {
        return Html.of(
                "<tr><td>{}</td><td class=\"number\">{} bytes</td><td><code>{}</code></td></tr>",
                upload.name(),
                upload.size(),
                upload.sha256());
    }
}
