package io.leasehold.architecture.canary.registry;

import com.microsoft.playwright.Page;

record ImportsPlaywright(Page page) {}
