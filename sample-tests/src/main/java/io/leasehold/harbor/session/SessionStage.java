package io.leasehold.harbor.session;

import java.util.Arrays;

/** How far a session has come. */
public enum SessionStage {
    ANONYMOUS("anonymous"),
    CHALLENGE("challenge"),
    SIGNED_IN("signed-in"),
    ENDED("ended");

    private final String code;

    SessionStage(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static SessionStage ofCode(String code) {
        return Arrays.stream(values())
                .filter(stage -> stage.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a session stage: '" + code + "'."));
    }
}
