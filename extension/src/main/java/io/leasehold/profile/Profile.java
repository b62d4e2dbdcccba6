package io.leasehold.profile;

import com.microsoft.playwright.junit.Options;
import io.leasehold.ConfigurationException;
import io.leasehold.ProfileId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One account environment of the profiles file.
 *
 * <p>Immutable, but for the instances of the user's own classes that it holds. Printing it is safe: it shows no secret
 * and no address.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class Profile {

    private final Account account;
    private final Site site;
    private final Launch launch;
    private final Behaviour behaviour;
    private final SecretSource secrets;

    Profile(Account account, Site site, Launch launch, Behaviour behaviour, SecretSource secrets) {
        this.account = account;
        this.site = site;
        this.launch = launch;
        this.behaviour = behaviour;
        this.secrets = secrets;
    }

    /**
     * Gives the name under which tests ask for the profile.
     *
     * @return the id
     */
    public ProfileId id() {
        return account.id();
    }

    /**
     * Names the account as the application knows it.
     *
     * @return the account id
     */
    public String accountId() {
        return account.accountId();
    }

    /**
     * Names the platform, if the file does.
     *
     * @return the platform
     */
    public Optional<String> platform() {
        return account.platform();
    }

    /**
     * Names the group that the profile belongs to, if the file does.
     *
     * @return the group
     */
    public Optional<String> group() {
        return account.group();
    }

    /**
     * Gives the address that relative addresses start from.
     *
     * @return an absolute URL, from the profiles file or else from the options class
     */
    public Optional<String> baseUrl() {
        return site.baseUrl().map(URI::toString);
    }

    /**
     * Gives the address of a page that only a logged-in account sees.
     *
     * @return an absolute URL
     */
    public String entryUrl() {
        return site.entryUrl().toString();
    }

    /**
     * Completes an address with the base URL, as a browser does with a link.
     *
     * @param address a path or an absolute URL
     * @return an absolute URL
     */
    public String resolve(String address) {
        return site.resolve(address).toString();
    }

    /**
     * Tells whether an address is one where the application itself may leave a tab: on its own origins, and neither at a
     * login nor at a verification prompt, as far as an address tells.
     *
     * @param address an absolute URL
     * @return whether nothing about it is a reason to look at the session
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public boolean isOrdinaryPlace(String address) {
        return site.owns(address) && !PageView.isPromptOrLogin(address, entryUrl());
    }

    /**
     * Tells whether an address is on the application's own origins.
     *
     * @param address an absolute URL
     * @return whether it has the origin of the entry page or of the base URL
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public boolean owns(String address) {
        return site.owns(address);
    }

    /**
     * Reads a secret from the environment, or else from the system properties.
     *
     * @param name the variable's name
     * @return the secret; what it holds is kept out of all records from now on
     * @throws SecretMissingException if neither has it
     */
    public Secret secret(String name) {
        return secrets.find(name).orElseThrow(() -> new SecretMissingException(id(), name));
    }

    /**
     * Says how the browser is started.
     *
     * @return the settings
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public BrowserSettings browser() {
        return launch.browser();
    }

    /**
     * Says where the browser comes from.
     *
     * @return the way to it
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public BrowserSource browserSource() {
        return launch.reach().source();
    }

    /**
     * Reads the address of a browser or a server that runs elsewhere.
     *
     * @return the address
     * @throws SecretMissingException if its variable is not set
     * @throws ConfigurationException if what the variable holds is no address
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public Secret browserEndpoint() {
        BrowserSource.Kind kind = browserSource().kind();
        Secret address = required(launch.reach().endpoint().orElseThrow());
        Endpoint.fault(kind, address.reveal()).ifPresent(why -> {
            throw new ConfigurationException(
                    "The " + kind.field() + " of profile '" + id() + "' " + why
                            + " Correct the variable that it is read from. [profile=" + id() + "]",
                    null);
        });
        return address;
    }

    /**
     * Reads the proxy that the browser is started with, if the file names one.
     *
     * @return the proxy with its secrets
     * @throws SecretMissingException if a variable of them is not set
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public Optional<BrowserProxy> proxy() {
        return launch.reach()
                .proxy()
                .map(plan -> new BrowserProxy(
                        plan.server(),
                        plan.bypass(),
                        plan.username().map(this::required),
                        plan.password().map(this::required)));
    }

    private Secret required(Template template) {
        secrets.missing(template).stream().findFirst().ifPresent(variable -> {
            throw new SecretMissingException(id(), variable.name());
        });
        return secrets.reveal(template);
    }

    /**
     * Names the proxy for the records, if the file does.
     *
     * @return the proxy's id
     */
    public Optional<String> proxyId() {
        return environment().proxyId();
    }

    /**
     * Names the region that the proxy is in, if the file does.
     *
     * @return the region
     */
    public Optional<String> proxyRegion() {
        return environment().proxyRegion();
    }

    /**
     * Names the time zone that pages are to see, if the file does.
     *
     * @return a name of the time zone database
     */
    public Optional<String> timezone() {
        return environment().timezone();
    }

    /**
     * Names the language that pages are to see, if the file does.
     *
     * @return a BCP 47 tag
     */
    public Optional<String> language() {
        return environment().language();
    }

    /**
     * Gives what is expected of the surroundings, and how it is measured.
     *
     * @return the expectations
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public EnvironmentSettings environment() {
        return behaviour.environment();
    }

    /**
     * Names what no picture of a page shows, besides password and one-time-code fields.
     *
     * @return selectors, in Playwright's words
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public List<String> masks() {
        return behaviour.masks();
    }

    /**
     * Says whether the session outlives the run.
     *
     * @return the choice
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public SessionKeeping session() {
        return launch.session();
    }

    /**
     * Says when the browser is replaced in mid-run.
     *
     * @return the limits
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public Retirement retirement() {
        return launch.retirement();
    }

    /**
     * Says what an inspection may do with the profile when its lease ended without a word.
     *
     * @return the policy
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public ReleasePolicy releasePolicy() {
        return launch.tenancy().releasePolicy();
    }

    /**
     * Says how long a lease of the profile lasts without being renewed.
     *
     * @return the renewal deadline
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public Duration ttl() {
        return launch.tenancy().ttl();
    }

    /**
     * Says how often the account may be signed in.
     *
     * @return the budget, for all seats together
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public LoginBudget loginBudget() {
        return launch.tenancy().loginBudget();
    }

    /**
     * Gives the name in the profiles file, which all seats of a profile share.
     *
     * @return the name
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public String name() {
        return account.name();
    }

    /**
     * Says what the profile may be used for.
     *
     * @return the names of tasks; none for any
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public List<String> allowedTasks() {
        return launch.tenancy().allowedTasks();
    }

    /**
     * Tells whether it may be used for a task.
     *
     * @param task the task's name; empty when the test names none
     * @return whether its list has the task, or it has no list
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public boolean allows(String task) {
        return allowedTasks().isEmpty() || allowedTasks().contains(task);
    }

    /** Makes a sub-profile of the same account, with a registry row, browser and kept session of its own. */
    Profile seat(int number, int of) {
        return new Profile(account.seat(number), site, launch.forSeats(of), behaviour, secrets);
    }

    /**
     * Gives the way to log in; a profile without one is expected to be logged in already.
     *
     * @return the workflow
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public Optional<LoginWorkflow> login() {
        return behaviour.login();
    }

    /**
     * Tells where the login starts, if the profile declares its steps with an address.
     *
     * @return an absolute URL
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public Optional<String> loginUrl() {
        return behaviour.login().flatMap(login -> login instanceof StepsLogin steps ? steps.start() : Optional.empty());
    }

    /**
     * Gives the way to tell the session's state.
     *
     * @return the probe
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public SessionProbe probe() {
        return behaviour.probe();
    }

    /**
     * Gives what the user's options class returned.
     *
     * @return Playwright's options
     */
    @API(status = Status.INTERNAL, since = "0.1.0")
    public Optional<Options> options() {
        return behaviour.options();
    }

    SecretSource secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "Profile[" + id() + ", account=" + accountId() + "]";
    }
}
