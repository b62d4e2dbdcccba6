package io.leasehold.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files that a run left, read byte by byte; what is packed is unpacked. */
final class LeftFiles {

    private LeftFiles() {}

    static List<Path> under(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    /** Returns what stands in each file, by its path; the path is a part of it. */
    static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : under(folder, "")) {
            read(folder.relativize(file).toString(), Files.readAllBytes(file), texts);
        }
        return texts;
    }

    private static void read(String name, byte[] bytes, Map<String, String> texts) throws IOException {
        texts.put(name, name + "\n" + new String(bytes, StandardCharsets.ISO_8859_1));
        if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    read(name + "!" + entry.getName(), zip.readAllBytes(), texts);
                }
            }
        }
    }
}
