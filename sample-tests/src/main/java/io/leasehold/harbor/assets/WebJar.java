package io.leasehold.harbor.assets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A browser library on the class path, and the files of it that pages load. */
public record WebJar(String name, List<String> files) {
    // In the order in which browsers must load them.
    private static final List<WebJar> ALL = List.of(
            new WebJar("vue", List.of("dist/vue.runtime.global.prod.js")),
            new WebJar(
                    "dayjs",
                    List.of(
                            "dayjs.min.js",
                            "plugin/advancedFormat.js",
                            "plugin/customParseFormat.js",
                            "plugin/localeData.js",
                            "plugin/quarterOfYear.js",
                            "plugin/weekOfYear.js",
                            "plugin/weekYear.js",
                            "plugin/weekday.js")),
            new WebJar("ant-design-vue", List.of("dist/antd.min.js")),
            new WebJar("echarts", List.of("dist/echarts.min.js")));
    private static final List<String> ADDRESSES =
            ALL.stream().flatMap(WebJar::paths).toList();

    public WebJar {
        files = List.copyOf(files);
    }

    /** Lists the addresses of all files, each with the version of its library in it. */
    public static List<String> addresses() {
        return ADDRESSES;
    }

    private Stream<String> paths() {
        String root = "/webjars/" + name + "/" + version() + "/";
        return files.stream().map(file -> root + file);
    }

    private String version() {
        String resource = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = WebJar.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The WebJar '" + name + "' is not on the class path.");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
