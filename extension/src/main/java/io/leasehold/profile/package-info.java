/**
 * What a profile is, the profiles file, and the interfaces that users implement.
 *
 * <h2>The profiles file</h2>
 *
 * <p>{@code leasehold.json} stands on the class path of the tests. It is read strictly: one exception lists all that is
 * wrong with it, each with line and column.
 *
 * <pre>{@code
 * {
 *   "baseUrl": "${env:SHOP_URL:-http://127.0.0.1:7070}",
 *   "profiles": {
 *     "shop-admin": {
 *       "accountId": "shop-admin@harbor.example",
 *       "platform": "harbor",
 *       "group": "admins",
 *       "entryUrl": "/orders",
 *       "login": { "url": "/login", "timeout": "PT15S", "steps": [
 *         { "fill": "Email", "with": "shop-admin@harbor.example" },
 *         { "fill": "Password", "with": "${env:HARBOR_PASSWORD}" },
 *         { "click": "Sign in" },
 *         { "expect": "text=Signed in as" } ] },
 *       "probe": { "url": "/account", "ready": "[data-testid=account]",
 *         "account": { "selector": "[data-testid=account]", "contains": "shop-admin@harbor.example" },
 *         "loggedOut": "form[action='/login']", "needsReview": "text=Verification code", "timeout": "PT10S" },
 *       "browser": { "type": "chromium", "channel": "chrome", "executable": "/usr/bin/chromium",
 *         "headless": true, "args": ["--lang=en"] },
 *       "options": "com.acme.MyOptions",
 *       "session": "fresh",
 *       "retirement": { "idle": "PT5M", "age": "PT1H", "leases": 500 }
 *     }
 *   }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Only {@code accountId} and one of {@code baseUrl} and {@code entryUrl} are required. Without {@code entryUrl}
 *       the entry page is the base URL; without {@code baseUrl} the one of the options class counts.
 *   <li>{@code baseUrl}, {@code entryUrl}, {@code browser}, {@code login}, {@code probe}, {@code options} and
 *       {@code retirement} may also stand at the top, as defaults. A profile replaces a default as a whole; of {@code browser} it replaces single
 *       fields.
 *   <li>{@code login} is steps or the name of a {@link io.leasehold.profile.LoginWorkflow}; {@code probe} is selectors
 *       or the name of a {@link io.leasehold.profile.SessionProbe}; {@code options} is the name of a class that
 *       implements Playwright's {@code OptionsFactory}. Each profile gets instances of its own.
 *   <li>{@code session} is {@code fresh} or {@code kept}.
 *   <li>{@code retirement} says when the browser is replaced in mid-run; each of its fields is optional.
 *   <li>Strings may hold <code>${env:NAME}</code>, <code>${env:NAME:-default}</code>, <code>${property:name}</code> and
 *       <code>${property:name:-default}</code>. Those in {@code with} are read only when the login runs. A variable
 *       that is set to nothing counts as unset. Passwords never stand in the file.
 * </ul>
 *
 * <h2>Steps</h2>
 *
 * <p>A step has one of {@code fill}, {@code select} (both take {@code with}), {@code click}, {@code check},
 * {@code press} (a key), {@code expect} (wait until it is visible) and {@code goto} (an address). A target that starts
 * with {@code css=}, {@code text=}, {@code xpath=}, {@code #}, {@code .} or {@code [}, or contains {@code >>}, is a
 * Playwright selector. Any other text is a label: of a field for {@code fill}, {@code select} and {@code check}, of a
 * button or a link for {@code click}, and plain text for {@code expect}. An exact name wins over a part of it, a button
 * over a link, and then the first visible one. Steps stop at a verification prompt and never type into one.
 *
 * <h2>Probes</h2>
 *
 * <p>The first marker to be visible decides: {@code needsReview} before {@code loggedOut} before {@code ready}.
 * {@code account} adds that its element contains a text, by default the account's id. Where {@code needsReview} or
 * {@code loggedOut} is not given, the usual signs count: fields for one-time codes and addresses such as
 * {@code /challenge}; password fields and addresses such as {@code /login}. If neither {@code ready} nor
 * {@code account} is given, a page that has loaded without any such sign is ready.
 */
@NullMarked
package io.leasehold.profile;

import org.jspecify.annotations.NullMarked;
