using System.Text.RegularExpressions;

namespace BotGateway.Benchmarks;

/// <summary>Translates the tables for docs/es/performance.md.</summary>
internal static partial class SpanishTables
{
    // Longer phrases before those that they contain.
    private static readonly (string English, string Spanish)[] Phrases =
    [
        ("load of the machine before the run", "carga de la máquina antes de medir"),
        (" cores, ", " núcleos, "),
        ("connections, medians of", "conexiones, medianas de"),
        ("`messaging`, medians of", "`messaging`, medianas de"),
        ("messages at a time", "mensajes a la vez"),
        ("100,000, and three of 1,000", "100,000 y tres de 1,000"),
        ("Validation of plain chat examples as JSON Lines and writing the file, medians of", "Validar ejemplos de chat sencillos en JSON Lines y escribir el archivo, medianas de"),
        (
            "From process start to the first answer (401 to an empty request; the empty apps: 200), medians of",
            "Desde el inicio del proceso hasta la primera respuesta (401 a una solicitud vacía; las aplicaciones vacías: 200), medianas de"),
        ("interleaved rounds of", "rondas intercaladas de"),
        ("interleaved starts", "arranques intercalados"),
        (" rounds (", " rondas ("),
        (" messages (", " mensajes ("),
        ("(lowest to highest)", "(menor a mayor)"),
        ("requests/s", "solicitudes/s"),
        ("vault's CPU ms, apart", "ms de CPU del almacén, aparte"),
        ("CPU ms a request", "ms de CPU por solicitud"),
        ("CPU ms a message", "ms de CPU por mensaje"),
        ("storage operations before the model is asked", "operaciones de almacenamiento antes de preguntar al modelo"),
        ("storage operations", "operaciones de almacenamiento"),
        ("× previous service", "× servicio anterior"),
        ("CPU ms of bound M", "ms de CPU de la cota M"),
        ("first message on an instance", "primer mensaje en una instancia"),
        ("of its bound by CPU", "de su cota, por CPU"),
        ("of its bound", "de su cota"),
        ("of it beyond", "de ellos, además de"),
        ("turns in the thread", "turnos en el hilo"),
        ("| after |", "| después |"),
        ("previous service (Node.js)", "servicio anterior (Node.js)"),
        ("encrypted token, replay in memory", "token cifrado, tokens usados en memoria"),
        ("encrypted token, replay in table", "token cifrado, tokens usados en tabla"),
        ("JWT, replay in memory", "JWT, tokens usados en memoria"),
        ("JWT, replay in table", "JWT, tokens usados en tabla"),
        ("bare Kestrel + JSON", "solo Kestrel + JSON"),
        ("bound S: that + RSA verify + RSA-2048 decrypt", "cota S: eso + verificar RSA + descifrar RSA-2048"),
        ("bound J: that + RSA verify", "cota J: eso + verificar RSA"),
        ("| file |", "| archivo |"),
        ("MB/s a core", "MB/s por núcleo"),
        ("allocated, KB", "memoria asignada, KB"),
        ("× the empty app", "× la aplicación vacía"),
        ("empty app of the official worker", "aplicación vacía del worker oficial"),
        ("FunctionApp, under the worker's gRPC", "FunctionApp, bajo el gRPC del worker"),
        ("empty ASP.NET app", "aplicación ASP.NET vacía"),
        ("LocalHost, Azurite running", "LocalHost, con Azurite en marcha"),
        ("LocalHost with its own Azurite", "LocalHost con su propio Azurite"),
        (" to ", " a "),
    ];

    public static string Translate(string tables)
    {
        foreach (var (english, spanish) in Phrases)
            tables = tables.Replace(english, spanish, StringComparison.Ordinal);
        // 4600, 16 000
        return Thousands().Replace(tables, number => number.Value.Replace(",", number.Length == 5 ? "" : " ", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b\d{1,3}(,\d{3})+\b")]
    private static partial Regex Thousands();
}
