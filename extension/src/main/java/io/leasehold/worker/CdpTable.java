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
            "Target.closeTarget",
            "Target.createTarget",
            "Target.createBrowserContext",
            "Target.disposeBrowserContext",
            "Target.attachToTarget",
            "Target.attachToBrowserTarget",
            "Target.exposeDevToolsProtocol",
            "Target.sendMessageToTarget",
            "Target.setRemoteLocations",
            "Target.activateTarget",
            "Page.clearCompilationCache",
            "SystemInfo.getProcessInfo");

    private static final Set<String> BROWSER_READS =
            Set.of("Browser.getVersion", "Browser.getWindowForTarget", "Browser.getWindowBounds");

    private CdpTable() {}

    static boolean reachesBeyondThePage(String command) {
        if (command.startsWith("Browser.")) {
            return !BROWSER_READS.contains(command);
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
