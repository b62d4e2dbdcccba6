package io.leasehold.harbor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person's browser as far as HTTP goes: a cookie jar, and forms that carry the page's token. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HarborSupply harbor;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(Redirect.NEVER)
            .build();

    Browser(HarborSupply harbor) {
        this.harbor = harbor;
    }

    HttpResponse<String> get(String address, String... headers) {
        HttpRequest.Builder request = request(address);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Posts a form with the token of the page that shows it. */
    HttpResponse<String> submit(String formPage, String address, Map<String, String> fields) {
        return post(address, fields, token(formPage));
    }

    HttpResponse<String> post(String address, Map<String, String> fields, String token) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&_csrf=" + encode(token))));
    }

    HttpResponse<String> upload(String name, String content) {
        String boundary = "harbor-tests";
        String body = part(boundary, "name=\"_csrf\"", token("/uploads"))
                + part(boundary, "name=\"file\"; filename=\"" + name + "\"", content) + "--" + boundary + "--\r\n";
        return send(request("/uploads")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> signIn(String account) {
        return signIn(account, harbor.passwordOf(account));
    }

    HttpResponse<String> signIn(String account, String password) {
        return submit("/login", "/login", Map.of("email", account, "password", password));
    }

    String token(String formPage) {
        Matcher found = TOKEN.matcher(get(formPage).body());
        if (!found.find()) {
            throw new AssertionError("The page " + formPage + " has no form.");
        }
        return found.group(1);
    }

    HttpCookie sessionCookie() {
        return cookies.getCookieStore().getCookies().get(0);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for Harbor Supply.", e);
        }
    }

    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(harbor.baseUrl() + address));
    }

    private static String part(String boundary, String disposition, String content) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
