package io.leasehold.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.leasehold.fixture.LoginSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A site whose pages hold a secret in every place that they have, and tell most of them to the console. Thread-safe;
 * whoever starts it closes it.
 */
final class SecretSite implements AutoCloseable {

    /** Secrets that the page keeps in localStorage, so the run knows them from its first look on. */
    static final List<String> KNOWN = List.of(
            "said",
            "said in base64",
            "said in hex",
            "said in a url",
            "said in html",
            "said in json in json",
            "said in utf-16",
            "js exception",
            "dialog",
            "title",
            "dom text",
            "step",
            "mutation name",
            "job name",
            "display name",
            "selector",
            "thread name",
            "known value in a plain field");

    private static final String SPEECH =
            """
            const say = text => console.log(text);
            const wide = text => text.split('').join(String.fromCharCode(0));
            const hex = text => [...text].map(c => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
            const html = text => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
            say('said ' + c['said']);
            say('base64 ' + btoa('x:' + c['said in base64']) + ' ' + btoa('xy:' + c['said in base64'] + ':z'));
            say('hex ' + hex(c['said in hex']));
            say('url ' + encodeURIComponent(c['said in a url']));
            say('html ' + html(c['said in html']));
            say(JSON.stringify({sent: JSON.stringify({value: c['said in json in json']})}));
            say('utf16 ' + wide(c['said in utf-16']));
            document.title = c['title'];
            document.querySelector('h1').textContent = c['dom text'];
            document.querySelector('.account-number').textContent = c['masked text'];
            say('number ' + c['masked text']);
            localStorage.setItem('oidc', JSON.stringify({exp: 17, token: {value: c['token in json in localStorage']}}));
            say('stored ' + c['token in json in localStorage']);
            sessionStorage.setItem('t', c['sessionStorage']);
            say('session ' + c['sessionStorage']);
            say('form has csrf_token=' + document.querySelector('[name=csrf_token]').value);
            document.cookie = 'visitor=' + c['cookie of a script'];
            say('visitor is ' + c['cookie of a script']);
            setTimeout(() => { throw new Error('no ' + c['js exception']); }, 0);
            setTimeout(() => alert('yes ' + c['dialog']), 0);
            const kept = new Promise(done => {
              const open = indexedDB.open('tokens', 1);
              open.onupgradeneeded = () => open.result.createObjectStore('t');
              open.onsuccess = () => {
                const store = open.result.transaction('t', 'readwrite').objectStore('t');
                store.put({refresh_token: c['indexedDB']}, 1);
                store.get(1).onsuccess = event => { say('kept ' + JSON.stringify(event.target.result)); done(); };
              };
            });
            const body = JSON.stringify({client_secret: c['post body']});
            const headers = {'Authorization': 'Bearer ' + c['bearer token'], 'X-Acme-Ticket': c['custom header']};
            (async () => {
              await kept;
              say('sending ' + JSON.stringify({headers: {Authorization: headers.Authorization}, body}));
              const answer = await fetch('/api', {method: 'POST', body, headers});
              say('got ' + await answer.text());
              say('session is now ' + answer.headers.get('X-Session'));
              await fetch('/redirect');
              await fetch('/reset/' + c['path segment'] + '/form');
              document.body.dataset.done = 'yes';
            })();
            """;

    private final LoginSite site = LoginSite.start();
    private final Canaries canaries;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SecretSite(Canaries canaries) {
        this.canaries = canaries;
    }

    static SecretSite start(Canaries canaries) {
        KNOWN.forEach(canaries::plant);
        SecretSite started = new SecretSite(canaries);
        started.pages();
        return started;
    }

    private void pages() {
        String blocks = Blocks.html(canaries.value("known value in a plain field"));
        String data = "<script>const c = " + json(spoken()) + ";";
        site.page(
                "/",
                "<h1>Home</h1>" + blocks + "<script>const known = " + json(values(KNOWN))
                        + "; for (const name in known) localStorage.setItem(name, known[name]);</script>");
        site.page(
                "/speak",
                "<h1>Hello</h1>" + blocks + Blocks.codes() + "<form><input type=hidden name=csrf_token value="
                        + canaries.plantPlain("hidden input") + "></form>" + data + SPEECH + "</script>");
        site.page(
                "/store",
                "<label>Name <input id=name value=old></label>" + blocks + Blocks.codes()
                        + "<button onclick=\"fetch('/save', {method: 'POST', body: 'x'})\">Save</button>"
                        + "<button onclick=\"fetch('/hold', {method: 'POST', body: 'x'})\">Hold</button>");
        site.handle("/api", this::api);
        String callback = "/callback?code=" + canaries.plantPlain("redirect query") + "#access="
                + canaries.plantPlain("redirect fragment");
        site.handle("/redirect", exchange -> redirect(exchange, 302, callback));
        site.handle("/save", exchange -> redirect(exchange, 303, "/saved/" + canaries.value("redirect path")));
        site.handle("/hold", exchange -> {
            awaitClose();
            LoginSite.html(exchange, 200, "late");
        });
    }

    private Map<String, String> spoken() {
        for (String name : List.of(
                "masked text",
                "token in json in localStorage",
                "sessionStorage",
                "indexedDB",
                "post body",
                "response body")) {
            canaries.plant(name);
        }
        for (String name : List.of(
                "bearer token",
                "custom header",
                "path segment",
                "redirect path",
                "new session cookie",
                "cookie of a script")) {
            canaries.plantPlain(name);
        }
        Map<String, String> all = values(KNOWN);
        all.putAll(values(List.of(
                "masked text",
                "token in json in localStorage",
                "sessionStorage",
                "indexedDB",
                "post body",
                "bearer token",
                "custom header",
                "path segment",
                "cookie of a script")));
        return all;
    }

    private Map<String, String> values(List<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, canaries.value(name)));
        return values;
    }

    static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void api(HttpExchange exchange) throws IOException {
        String cookie = canaries.value("new session cookie");
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Set-Cookie", "refreshed=" + cookie + "; HttpOnly; Path=/");
        exchange.getResponseHeaders().add("X-Session", cookie);
        byte[] bytes = json(Map.of("id_token", canaries.value("response body"))).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(500, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(status, -1);
    }

    private void awaitClose() {
        try {
            closed.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String baseUrl() {
        return site.baseUrl();
    }

    @Override
    public void close() {
        closed.countDown();
        site.close();
    }
}
