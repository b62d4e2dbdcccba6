package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test hears of, message by message. Requirement: L12. */
final class TabFilterTests {

    private final TabLedger ledger = new TabLedger();
    private final TabFilter filter = new TabFilter(ledger);
    private final Object test = new Object();
    private final Object sibling = new Object();

    @BeforeEach
    void bind() {
        filter.bind(test);
    }

    @Test
    void ownTabsAreHeard() {
        filter.claim("page@1");
        create("page@1");
        event("context", "page", "'page': {'guid': 'page@1'}");
        event("page@1", "load", "");
        event("page@1-frame", "navigated", "");

        assertThat(heard()).containsExactly("__create__", "page", "load", "navigated");
    }

    @Test
    void whileALeaseEndsOnlyTabsThatComeAndGoAreHeard() {
        filter.claim("page@1");
        create("page@1");
        filter.hearOfTabsOnly();
        event("page@1", "route", "");
        event("context", "page", "'page': {'guid': 'page@1'}");
        filter.endHere("page@1");
        event("page@1", "close", "");

        assertThat(heard()).containsExactly("__create__", "page", "close");
    }

    @Test
    void theNextHolderHearsEverythingAgain() {
        filter.hearOfTabsOnly();
        filter.bind(sibling);
        filter.claim("page@2");
        create("page@2");
        event("page@2", "route", "");

        assertThat(heard()).containsExactly("__create__", "route");
    }

    @Test
    void theTabsOfOthersAreCreatedAndDisposedButNotHeard() {
        ledger.claim("page@2", sibling);
        create("page@2");
        event("context", "page", "'page': {'guid': 'page@2'}");
        event("context", "console", "'page': {'guid': 'page@2'}");
        event("page@2-frame", "navigated", "");
        dispose("page@2");

        assertThat(heard()).containsExactly("__create__", "__dispose__");
    }

    @Test
    void popupsBelongToTheOwnerOfTheirOpener() {
        filter.claim("page@1");
        ledger.claim("page@2", sibling);
        create("page@1");
        create("page@2");
        createPopup("page@3", "page@1");
        createPopup("page@4", "page@2");
        event("context", "page", "'page': {'guid': 'page@3'}");
        event("context", "page", "'page': {'guid': 'page@4'}");

        assertThat(heard()).containsExactly("__create__", "__create__", "__create__", "__create__", "page");
        assertThat(filter.isMine("page@3")).isTrue();
        assertThat(filter.isMine("page@4")).isFalse();
    }

    @Test
    void whatIsUndecidedIsHeldBackInOrderUntilItIsDecided() {
        ledger.newTabRequested(sibling);
        ledger.inputStarted(test, false);
        create("page@5");
        event("context", "page", "'page': {'guid': 'page@5'}");
        event("page@5", "load", "");
        assertThat(heard()).containsExactly("__create__");

        ledger.newTabAnswered(sibling, "page@6");

        assertThat(heard()).containsExactly("page", "load");
    }

    @Test
    void whatTurnsOutToBeOfAnotherIsDropped() {
        ledger.newTabRequested(sibling);
        ledger.inputStarted(test, false);
        create("page@6");
        event("context", "page", "'page': {'guid': 'page@6'}");
        assertThat(heard()).containsExactly("__create__");

        ledger.newTabAnswered(sibling, "page@6");

        assertThat(heard()).isEmpty();
    }

    @Test
    void framesAndDialogsGoTheWayOfTheirPage() {
        ledger.claim("page@2", sibling);
        create("page@2");
        event("page@2", "frameAttached", "'frame': {'guid': 'inner'}");
        event("inner", "navigated", "");
        offer("{'guid': 'context', 'method': '__create__', 'params': {'type': 'Dialog', 'guid': 'dialog@1',"
                + " 'initializer': {'page': {'guid': 'page@2'}}}}");
        event("context", "dialog", "'dialog': {'guid': 'dialog@1'}");

        assertThat(heard()).containsExactly("__create__", "__create__");
    }

    @Test
    void answersAndEventsOfTheContextArePassedOn() {
        offer("{'id': 7, 'result': {}}");
        event("context", "close", "");
        event("context", "request", "'request': {'guid': 'request@1'}");

        assertThat(heard()).containsExactly("answer", "close", "request");
    }

    @Test
    void whoComesNextHearsNothingOfTheTabsOfWhoWasThere() {
        filter.claim("page@1");
        create("page@1");
        event("page@1", "load", "");
        filter.bind(sibling);

        assertThat(heard()).isEmpty();
        event("page@1", "close", "");
        assertThat(heard()).isEmpty();
    }

    @Test
    void withNobodyThereNoTabIsHeard() {
        filter.bind(null);
        create("page@7");
        event("context", "page", "'page': {'guid': 'page@7'}");

        assertThat(heard()).containsExactly("__create__");
    }

    private void create(String page) {
        offer("{'guid': 'context', 'method': '__create__', 'params': {'type': 'Page', 'guid': '" + page
                + "', 'initializer': {'mainFrame': {'guid': '" + page + "-frame'}}}}");
    }

    private void createPopup(String page, String opener) {
        offer("{'guid': 'context', 'method': '__create__', 'params': {'type': 'Page', 'guid': '" + page
                + "', 'initializer': {'mainFrame': {'guid': '" + page + "-frame'}, 'opener': {'guid': '" + opener
                + "'}}}}");
    }

    private void dispose(String guid) {
        offer("{'guid': '" + guid + "', 'method': '__dispose__'}");
    }

    private void event(String guid, String method, String params) {
        offer("{'guid': '" + guid + "', 'method': '" + method + "', 'params': {" + params + "}}");
    }

    private void offer(String json) {
        filter.offer(JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject());
    }

    private List<String> heard() {
        List<String> methods = new ArrayList<>();
        for (JsonObject next = filter.next(); next != null; next = filter.next()) {
            methods.add(next.has("method") ? next.get("method").getAsString() : "answer");
        }
        return methods;
    }
}
