var builder = WebApplication.CreateBuilder(args);
await using var app = builder.Build();
app.Urls.Add("http://127.0.0.1:0");
app.MapPost("/lambda", () => "Hello World!");
await app.StartAsync();
Console.WriteLine($"It listens on {app.Urls.Single()}");
await app.WaitForShutdownAsync();
