package io.leasehold.architecture.canary.browser;

import io.leasehold.architecture.canary.worker.KnowsTheBrowser;
import java.util.List;
import org.apiguardian.api.API;

@API(status = API.Status.INTERNAL)
public record KnowsTheWorker(List<KnowsTheBrowser> round) {}
