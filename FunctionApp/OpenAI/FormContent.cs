using System.ClientModel;
using System.Net.Http.Headers;

namespace BotGateway.OpenAI;

/// <summary>A training file as the form that the services' upload takes.</summary>
internal sealed class FormContent : BinaryContent
{
    private readonly MultipartFormDataContent _form = [];

    /// <param name="file">One that can be sent again, since a try that failed is sent again from the start.</param>
    public FormContent(string name, HttpContent file)
    {
        _form.Add(new StringContent("fine-tune") { Headers = { ContentType = null, ContentDisposition = Named("purpose") } });
        // As Azure.AI.OpenAI sends it: Azure takes no training file without a type.
        var disposition = Named("file");
        disposition.FileName = $"\"{name}\"";
        (file.Headers.ContentType, file.Headers.ContentDisposition) = (new MediaTypeHeaderValue("text/plain"), disposition);
        _form.Add(file);
    }

    public string ContentType => _form.Headers.ContentType!.ToString();

    public override bool TryComputeLength(out long length)
    {
        length = _form.Headers.ContentLength ?? 0;
        return _form.Headers.ContentLength is not null;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) => _form.CopyTo(stream, null, cancellationToken);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) => _form.CopyToAsync(stream, null, cancellationToken);

    public override void Dispose() => _form.Dispose();

    private static ContentDispositionHeaderValue Named(string name) => new("form-data") { Name = $"\"{name}\"" };
}
