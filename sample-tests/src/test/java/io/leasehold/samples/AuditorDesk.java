package io.leasehold.samples;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;

/** The auditor works in Stockholm, on a small screen. */
public final class AuditorDesk implements OptionsFactory {
    static final int WIDTH = 1024;
    static final int HEIGHT = 640;

    @Override
    public Options getOptions() {
        return new Options()
                .setContextOptions(new Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setLocale("sv-SE")
                        .setTimezoneId("Europe/Stockholm"));
    }
}
