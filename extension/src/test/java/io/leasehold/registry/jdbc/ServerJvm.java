package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A JVM whose PostgreSQL has the surroundings that it was started in. Each line asks for a database of its own. */
final class ServerJvm {

    private ServerJvm() {}

    public static void main(String[] arguments) throws IOException {
        try (PostgresServer server = PostgresServer.start();
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line.split(" ")[0] + " " + server.newDatabase());
            }
        }
    }
}
