package io.leasehold.profile;

/** One login step; the value is used by the kinds that take one. Immutable. */
record LoginStep(StepKind kind, String target, Template value) {

    static final Template NOTHING = Template.parse("");

    /** Kind and target, without the value. */
    String described() {
        return kind.field() + " \"" + Quote.shortened(target) + "\"";
    }
}
