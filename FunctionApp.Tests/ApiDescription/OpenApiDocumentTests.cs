using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;
using BotGateway.LocalHost.ApiDescription;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.ApiDescription;

/// <summary>docs/openapi.json as it is checked in.</summary>
public sealed class OpenApiDocumentTests
{
    public static TheoryData<string> Examples => [.. ApiExample.All.Select(example => example.Name)];

    public static TheoryData<string> Errors => [.. ApiErrors.All.SelectMany(error => error.Examples).Select(example => example.Name)];

    [Fact]
    public void It_and_the_tables_of_the_API_reference_are_current() => Assert.All(
        ApiDocuments.Generate(Repository.PathOf(".")),
        document => Assert.True(
            document.Text == Repository.Read(document.Path),
            $"{document.Path} is not current: run 'dotnet run --project FunctionApp.LocalHost -- openapi'."));

    [Theory]
    [MemberData(nameof(Document.ApiReferences), MemberType = typeof(Document))]
    public void Every_event_has_a_table_of_fields(string page) => Assert.All(
        AppEvents.List(),
        each => Assert.True(
            ApiExample.All.Where(example => example.EventName == each.Name)
                .SelectMany(example => new[] { example.Contract.Request, example.Contract.Response })
                .Any(contract => Repository.Read(page).Contains($"<!-- fields: {contract.GetType().Name} -->", StringComparison.Ordinal)),
            $"{page} has no '<!-- fields: RECORD -->' for a request or response of '{each.Name}'."));

    [Fact]
    public void A_translation_is_outdated_once_the_English_text_of_its_field_has_changed()
    {
        var spanish = new FieldWords(
            new() { ["fields"] = new JsonObject { ["Bot.name"] = "Su nombre.", ["Bot.model"] = "Su modelo.", ["Bot.new"] = "Nuevo." } },
            new() { ["Bot.name"] = "Its name.", ["Bot.model"] = "Its model." });

        Assert.Equal("Su nombre.", spanish.Describe("Bot", "name", "Its name."));
        Assert.Equal("Su modelo.", spanish.Describe("Bot", "model", "Its model, or null."));
        Assert.Equal("Nuevo.", spanish.Describe("Bot", "new", "New."));

        Assert.Equal(["Bot.model"], spanish.Outdated);
        Assert.Equal("""{"Bot.model":"Its model, or null.","Bot.name":"Its name.","Bot.new":"New."}""", spanish.English.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Its_examples_match_its_schemas(string name)
    {
        var example = ApiExample.All.Single(each => each.Name == name);
        var request = JsonSerializer.SerializeToElement(new { payload = new { token = "..." }, body = example.Body });

        OpenApiSchemas.AssertValid("Request", request);
        OpenApiSchemas.AssertValid(example.Contract.Request.GetType().Name, request.GetProperty("body"));
        OpenApiSchemas.AssertValid("SuccessResponse", JsonSerializer.SerializeToElement(example.Answer));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Its_examples_of_errors_match_their_schema(string name)
    {
        var example = ApiErrors.All.SelectMany(error => error.Examples).Single(each => each.Name == name);

        OpenApiSchemas.AssertValid(name == "unauthorized" ? "UnauthorizedResponse" : nameof(ErrorResponse), JsonSerializer.SerializeToElement(example.Answer));
    }

    [Fact]
    public void Every_event_and_every_form_of_it_has_an_example()
    {
        var events = AppEvents.List();

        Assert.Equal(events.Select(each => each.Name).Order(), ApiExample.All.Select(example => example.EventName).Distinct().Order());
        Assert.Equal(
            events.SelectMany(each => ContractsJson.SerializerOptions.GetTypeInfo(each.RequestType).PolymorphismOptions is { } union
                ? union.DerivedTypes.Select(variant => variant.DerivedType.Name)
                : [each.RequestType.Name]).Order(),
            ApiExample.All.Select(example => example.Contract.Request.GetType().Name).Distinct().Order());
        Assert.Equal(
            events.SelectMany(each => EventSchemas.ResponsesOf(each.ResponseType)).Select(type => type.Name).Order(),
            ApiExample.All.Select(example => example.Contract.Response.GetType().Name).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Document.ApiReferences), MemberType = typeof(Document))]
    public void Its_statuses_are_those_of_the_API_reference(string page)
    {
        var documented = Document.Open(page).Rows().SelectMany(row => row[0].Split(", ")).Where(cell => cell.Length == 3 && cell.All(char.IsAsciiDigit));

        var statuses = OpenApiSchemas.Document["paths"]!["/lambda"]!["post"]!["responses"]!.AsObject().Select(response => response.Key);

        Assert.Equal(documented.Order(), statuses.Order());
    }

    [Theory]
    [InlineData("Request", """{"payload":{"token":"a"},"body":{"event_name":"new_thread"}}""", true)]
    [InlineData("Request", """{"payload":{"token":"a"},"body":{"event_name":"create_thread"}}""", true)]
    [InlineData("Request", """{"payload":{"token":"a"},"body":{"event_name":"no_event"}}""", false)]
    [InlineData("Request", """{"payload":{"token":"a","more":1},"body":{"event_name":"new_thread"}}""", false)]
    [InlineData("NewBotRequest", """{"event_name":"new_bot","name":"a","instructions":"b","modelID":"c","temperature":null}""", true)]
    [InlineData("NewBotRequest", """{"event_name":"new_bot","name":"a","instructions":"b","modelID":"c","temperature":2.1}""", false)]
    [InlineData("NewBotRequest", """{"event_name":"new_bot","name":"a","instructions":"b"}""", false)]
    [InlineData("Hyperparameters", """{"n_epochs":"auto","batch_size":256,"learning_rate_multiplier":0.1}""", true)]
    [InlineData("Hyperparameters", """{"n_epochs":1.5}""", false)]
    [InlineData("Hyperparameters", """{"learning_rate_multiplier":0}""", false)]
    [InlineData("Hyperparameters", """{"batch_size":"automatic"}""", false)]
    [InlineData("TrainRequest", """{"event_name":"train","jsonl":{}}""", false)]
    [InlineData("BotRoutineRequest", """{"event_name":"bot_routine","action":"get"}""", false)]
    [InlineData("BotRoutineRequest", """{"event_name":"bot_routine","action":null,"modelID":"a"}""", true)]
    [InlineData("BotRoutineRequest", """{"event_name":"bot_routine","starts_at":"tomorrow"}""", false)]
    [InlineData("NewBotResponse", """{"status":200,"event":"new_bot","bot_id":"a"}""", false)]
    [InlineData("MessagingResponse", """{"status":200,"event":"messaging","message":"a","thread_id":"b","usage":null,"truncated":null}""", false)]
    [InlineData("RunResultResponse", """{"status":200,"event":"bot_routine"}""", false)]
    [InlineData("UnauthorizedResponse", """{"status":401,"message":"unauthorized","request_id":"a"}""", false)]
    public void Its_schemas_tell_right_from_wrong(string component, string json, bool isValid) =>
        Assert.Equal(isValid, OpenApiSchemas.IsValid(component, json));
}
