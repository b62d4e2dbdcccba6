package io.leasehold.cli;

import io.leasehold.ProfileId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The profile that a command is about. */
final class ProfileParameter {

    @Parameters(paramLabel = "PROFILE", description = "The profile's id.", converter = Converter.class)
    private @Nullable ProfileId id;

    ProfileId id() {
        return Objects.requireNonNull(id, "picocli refuses a command without it");
    }

    static final class Converter implements ITypeConverter<ProfileId> {
        @Override
        public ProfileId convert(String text) {
            try {
                return new ProfileId(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
