package io.leasehold.profile;

import java.util.regex.Pattern;

/** Tells by the name of a form field what kind of value it takes. */
final class FieldNames {

    private static final Pattern ONE_TIME = Pattern.compile(
            "one[-_ ]?time|\\botp\\b|\\btotp\\b|verification|authenticator|\\b[2m]fa\\b|two[-_ ]?factor"
                    + "|(security|sms|login|access)[-_ ]?code",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET = Pattern.compile(
            "passw|pass[-_ ]?(phrase|code|key)|\\bpwd\\b|secret|token|\\bpin\\b|api[-_ ]?key|credential"
                    + "|kennwort|mot de passe|contrase|\\bsenha\\b",
            Pattern.CASE_INSENSITIVE);

    private FieldNames() {}

    static boolean isOneTimeCode(String target) {
        return ONE_TIME.matcher(target).find();
    }

    static boolean isSecret(String target) {
        return SECRET.matcher(target).find();
    }
}
