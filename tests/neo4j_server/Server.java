import java.nio.file.Path;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** A Neo4j Community with passwords on: `Server.java HOME [NEW_PASSWORD]`, until its input ends. */
class Server {
    public static void main(String[] given) {
        try {
            serve(given);
            System.exit(0);
        } catch (Exception fault) {
            fault.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(String[] given) throws Exception {
        var server = new DatabaseManagementServiceBuilder(Path.of(given[0]))
                .loadPropertiesFromFile(Path.of(given[0], "neo4j.conf"))
                .build();
        var system = (GraphDatabaseAPI) server.database("system");
        if (given.length > 1)
            system.executeTransactionally("ALTER USER neo4j SET PASSWORD '" + given[1] + "' CHANGE NOT REQUIRED");
        var ports = system.getDependencyResolver().resolveDependency(ConnectorPortRegister.class);
        System.out.println("ready on port " + ports.getLocalAddress(ConnectorType.BOLT).getPort());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        server.shutdown();
    }
}
