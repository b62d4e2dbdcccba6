package io.leasehold.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import java.nio.file.Path;

/**
 * The same browser with the same switches as leased pages have, started by Playwright's own extension. One class a suite,
 * for that extension closes the browser after each class and would start it again; a top-level one, for it looks for its
 * annotation nowhere else.
 */
public class PeerOptions implements OptionsFactory {

    /** Starts each context from the login that was saved once. */
    public static final class SavedState extends PeerOptions {
        @Override
        Browser.NewContextOptions context() {
            return super.context().setStorageStatePath(Path.of(System.getProperty(ChildSettings.STATE)));
        }
    }

    @Override
    public Options getOptions() {
        BrowserSwitches switches = ChildSettings.switches();
        return new Options()
                .setHeadless(true)
                .setLaunchOptions(new BrowserType.LaunchOptions()
                        .setExecutablePath(ChildSettings.executable())
                        .setArgs(switches.added())
                        .setIgnoreDefaultArgs(switches.left()))
                .setContextOptions(context());
    }

    Browser.NewContextOptions context() {
        return new Browser.NewContextOptions().setBaseURL(System.getProperty(ChildSettings.URL));
    }
}
