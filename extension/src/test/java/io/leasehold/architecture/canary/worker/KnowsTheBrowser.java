package io.leasehold.architecture.canary.worker;

import io.leasehold.architecture.canary.browser.KnowsTheWorker;
import java.util.List;
import org.apiguardian.api.API;

@API(status = API.Status.INTERNAL)
public record KnowsTheBrowser(List<KnowsTheWorker> round) {}
