package io.leasehold.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Java source file. Immutable. */
record SourceFile(Path sourceFolder, Path path) {
    // Strings come first, so that one with a slash and a star in it starts no comment.
    private static final Pattern STRING_OR_COMMENT =
            Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    static List<SourceFile> under(Path sourceFolder) {
        if (!Files.isDirectory(sourceFolder)) {
            return List.of();
        }
        try (var files = Files.walk(sourceFolder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new SourceFile(sourceFolder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The sources cannot be listed: " + sourceFolder, e);
        }
    }

    String className() {
        var name = sourceFolder.relativize(path).toString();
        return name.substring(0, name.length() - ".java".length())
                .replace('/', '.')
                .replace('\\', '.');
    }

    /** Returns the lines that are neither blank nor comment. */
    List<String> codeLines() {
        var code = STRING_OR_COMMENT
                .matcher(text())
                .replaceAll(match -> match.group().startsWith("\"") ? "\"\"" : "");
        return code.lines().filter(line -> !line.isBlank()).toList();
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The source cannot be read: " + path, e);
        }
    }
}
