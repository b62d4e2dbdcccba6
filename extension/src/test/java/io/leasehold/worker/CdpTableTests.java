package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which DevTools commands stay within a page. Requirement: L5, L6. */
final class CdpTableTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Browser.close",
                "Browser.crash",
                "Browser.grantPermissions",
                "Target.closeTarget",
                "Target.getTargets",
                "Target.setAutoAttach",
                "Page.setDownloadBehavior",
                "Target.disposeBrowserContext",
                "Network.clearBrowserCookies",
                "Network.setCookie",
                "Storage.clearCookies",
                "Storage.setCookies",
                "Storage.clearDataForOrigin"
            })
    void reachBeyondThePage(String command) {
        assertThat(CdpTable.reachesBeyondThePage(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Browser.getVersion",
                "Page.captureScreenshot",
                "Emulation.setGeolocationOverride",
                "Network.getCookies",
                "Network.setCacheDisabled",
                "Performance.getMetrics",
                "Storage.getCookies"
            })
    void stayWithinIt(String command) {
        assertThat(CdpTable.reachesBeyondThePage(command)).isFalse();
    }
}
