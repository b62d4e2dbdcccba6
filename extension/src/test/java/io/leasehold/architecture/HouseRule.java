package io.leasehold.architecture;

import com.tngtech.archunit.lang.ArchRule;

/** Every rule of the house that class files can show; each has a canary that breaks it. */
enum HouseRule {
    ARROWS,
    CYCLES,
    PLAYWRIGHT,
    JUNIT,
    NULL_MARKED,
    PACKAGE_NAMES,
    TYPE_NAMES,
    API,
    CLOCK,
    STATICS,
    THREAD_LOCALS,
    STANDARD_STREAMS,
    GENERIC_EXCEPTIONS,
    SLEEP;

    /** Returns the rule for the tree of packages under a root; a canary tree has another root than the house. */
    ArchRule under(String root) {
        return switch (this) {
            case ARROWS -> PackageRules.arrows(root);
            case CYCLES -> PackageRules.cycles(root);
            case PLAYWRIGHT -> PackageRules.playwright(root);
            case JUNIT -> PackageRules.junit(root);
            case NULL_MARKED -> PackageRules.nullMarked(root);
            case PACKAGE_NAMES -> PackageRules.packageNames(root);
            case TYPE_NAMES -> CodeRules.typeNames();
            case API -> CodeRules.api();
            case CLOCK -> CodeRules.clock();
            case STATICS -> CodeRules.statics();
            case THREAD_LOCALS -> CodeRules.threadLocals();
            case STANDARD_STREAMS -> CodeRules.standardStreams(root);
            case GENERIC_EXCEPTIONS -> CodeRules.genericExceptions();
            case SLEEP -> CodeRules.sleep();
        };
    }
}
