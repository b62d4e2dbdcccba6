package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The classes of a user that the profiles file names. */
class NamedClassesTests {

    @Test
    void makesTheClassesThatTheFileNames() {
        Profile profile = read(withClasses(GoodLogin.class, GoodProbe.class, GoodOptions.class))
                .profile("p");

        assertThat(profile.login()).get().isInstanceOf(GoodLogin.class);
        assertThat(profile.probe()).isInstanceOf(GoodProbe.class);
        assertThat(profile.baseUrl()).contains("https://from-options.example/");
        assertThat(profile.options().orElseThrow().channel).isEqualTo("chrome");
    }

    @Test
    void saysWhyAClassCannotBeUsed() {
        ProfilesFileException failure =
                failure(withClasses(ThrowingLogin.class, NoConstructorProbe.class, String.class));

        assertThat(failure.problems())
                .anySatisfy(line -> assertThat(line)
                        .contains("ThrowingLogin' has a constructor that failed with java.lang.IllegalStateException"))
                .anySatisfy(
                        line -> assertThat(line).contains("NoConstructorProbe' has no constructor without parameters"))
                .anySatisfy(line -> assertThat(line).contains("'java.lang.String' does not implement"));
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    private static ProfilesFile read(String json) {
        return ProfilesFile.parse(new SourceText("leasehold.json", json), StubVariables.of(Map.of()));
    }

    private static ProfilesFileException failure(String json) {
        return catchThrowableOfType(ProfilesFileException.class, () -> read(json));
    }

    private static String withClasses(Class<?> login, Class<?> probe, Class<?> options) {
        return "{\"profiles\": {\"p\": {\"accountId\": \"a\", \"login\": \"%s\", \"probe\": \"%s\", \"options\": \"%s\"}}}"
                .formatted(login.getName(), probe.getName(), options.getName());
    }

    static final class GoodLogin implements LoginWorkflow {
        @Override
        public void logIn(Page page, Profile profile) {}
    }

    static final class GoodProbe implements SessionProbe {
        @Override
        public SessionState probe(Page page, Profile profile) {
            return SessionState.READY;
        }
    }

    static final class GoodOptions implements OptionsFactory {
        @Override
        public Options getOptions() {
            return new Options().setBaseUrl("https://from-options.example").setChannel("chrome");
        }
    }

    static final class ThrowingLogin implements LoginWorkflow {
        ThrowingLogin() {
            throw new IllegalStateException("no");
        }

        @Override
        public void logIn(Page page, Profile profile) {}
    }

    static final class NoConstructorProbe implements SessionProbe {
        NoConstructorProbe(String text) {
            assertThat(text).isNotNull();
        }

        @Override
        public SessionState probe(Page page, Profile profile) {
            return SessionState.READY;
        }
    }
}
