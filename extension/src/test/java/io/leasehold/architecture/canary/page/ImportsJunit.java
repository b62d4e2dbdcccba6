package io.leasehold.architecture.canary.page;

import org.junit.jupiter.api.extension.Extension;

final class ImportsJunit implements Extension {}
