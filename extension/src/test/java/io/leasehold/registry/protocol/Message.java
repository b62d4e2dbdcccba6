package io.leasehold.registry.protocol;

import io.leasehold.registry.Move;

/** What a holder sends to the registry. Those that have to be told apart carry a number. */
enum Message {
    NONE,
    ACQUIRE,
    RENEW,
    NOTE,
    BEGIN,
    END,
    RELEASE;

    /** How a release may be asked for. */
    private static final Move[] RETURNS = {Move.RETURN, Move.RETURN_FOR_REVIEW, Move.RETURN_TO_QUARANTINE};

    private static final Message[] ALL = values();

    static Message of(int ordinal) {
        return ALL[ordinal];
    }

    /** The registry reads it, and answers whether the profile is the sender's. */
    boolean read(RegistryRules rules, Step step, Letter letter) {
        return switch (this) {
            case ACQUIRE -> rules.acquire(step, letter.holder(), letter.number());
            case RENEW -> rules.renew(step, letter.lease(), letter.number());
            case NOTE -> rules.noteBrowser(step, letter.lease());
            case BEGIN -> rules.beginMutation(step, letter.lease(), letter.number());
            case END -> rules.endMutation(step, letter.lease(), letter.number());
            case RELEASE -> {
                rules.release(step, letter.lease(), RETURNS[letter.number()]);
                yield true;
            }
            case NONE -> false;
        };
    }

    /** A message on its way. */
    record Letter(Message message, int holder, int lease, int number) {}
}
