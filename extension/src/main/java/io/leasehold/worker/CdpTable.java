package io.leasehold.worker;

import java.util.Set;

/**
 * Chrome DevTools commands that reach beyond the page whose session sends them: what a CDP session of a leased page may
 * not send on a SHARED lease.
 */
final class CdpTable {

    private static final Set<String> BROWSER_WIDE = Set.of(
            "Network.clearBrowserCache",
            "Network.clearBrowserCookies",
            "Network.setCookie",
            "Network.setCookies",
            "Network.deleteCookies",
            "Page.clearCompilationCache",
            "Page.setDownloadBehavior",
            "Tracing.start",
            "SystemInfo.getProcessInfo");

    private static final Set<String> BROWSER_READS =
            Set.of("Browser.getVersion", "Browser.getWindowForTarget", "Browser.getWindowBounds");

    private CdpTable() {}

    /** Tells commands that show other tabs and change nothing. */
    static boolean onlyReads(String command) {
        return command.equals("Target.getTargets") || command.equals("Target.getTargetInfo");
    }

    static boolean reachesBeyondThePage(String command) {
        if (command.startsWith("Browser.")) {
            return !BROWSER_READS.contains(command);
        }
        if (command.startsWith("Target.")) {
            return true;
        }
        if (command.startsWith("Storage.")) {
            return command.startsWith("Storage.clear")
                    || command.startsWith("Storage.set")
                    || command.startsWith("Storage.delete")
                    || command.startsWith("Storage.override");
        }
        return BROWSER_WIDE.contains(command);
    }
}
