package io.leasehold.harbor.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A static file, compressed once. Immutable: its arrays stay in this package. */
final class Asset {
    private static final int VERSION_LENGTH = 12;

    private final byte[] plain;
    private final byte[] gzipped;
    private final String version;
    private final String contentType;

    private Asset(byte[] plain, String contentType) throws IOException {
        this.plain = plain;
        this.gzipped = gzip(plain);
        this.version = hash(plain).substring(0, VERSION_LENGTH);
        this.contentType = contentType;
    }

    static Asset ofResource(String resource) {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The class path has no resource '" + resource + "'.");
            }
            return new Asset(in.readAllBytes(), resource.endsWith(".css") ? "text/css" : "text/javascript");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(boolean compressed) {
        return compressed ? gzipped : plain;
    }

    /** Two encodings are two representations, so each has a tag of its own. */
    String tag(boolean compressed) {
        return '"' + version + (compressed ? "-gzip\"" : "\"");
    }

    String version() {
        return version;
    }

    String contentType() {
        return contentType + "; charset=utf-8";
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] plain) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256, which every one must have.", e);
        }
    }
}
