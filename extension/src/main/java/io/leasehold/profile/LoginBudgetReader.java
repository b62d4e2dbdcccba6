package io.leasehold.profile;

import java.util.List;
import java.util.Optional;

/** Reads the field {@code loginBudget}. */
final class LoginBudgetReader {

    private static final List<String> ACCEPTED = List.of("logins", "per", "refusals");
    private static final int MOST_REFUSALS = 100;

    private LoginBudgetReader() {}

    static LoginBudget read(Fields profile) {
        return profile.object("loginBudget")
                .map(object -> read(object, profile.scope()))
                .orElse(LoginBudget.USUAL);
    }

    private static LoginBudget read(JsonValue.JsonObject object, ReadScope scope) {
        LoginBudget usual = LoginBudget.USUAL;
        Fields fields = Fields.of(object, ACCEPTED, scope);
        Optional<Integer> logins = fields.count("logins", 1, LoginBudget.MOST);
        return new LoginBudget(
                logins.orElse(usual.logins()),
                fields.duration("per", LoginBudget.LONGEST, "\"PT1H\" for an hour")
                        .orElse(usual.per()),
                fields.count("refusals", 1, MOST_REFUSALS).orElse(usual.refusals()),
                logins.isEmpty());
    }
}
