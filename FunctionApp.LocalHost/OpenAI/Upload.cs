using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The parts of a multipart upload: <c>purpose</c> and <c>file</c>, in any order.</summary>
internal sealed record Upload(string? Purpose, string? Filename)
{
    /// <param name="request">The request.</param>
    /// <param name="store">Gives room on disk: the body may be far larger than memory should hold.</param>
    /// <param name="content">Where the file's content goes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Upload> ReadAsync(
        HttpRequestMessage request, FileStore store, Stream content, CancellationToken cancellationToken)
    {
        var type = request.Content?.Headers.ContentType?.ToString();
        if (!MediaTypeHeaderValue.TryParse(type, out var media) || media.MediaType != "multipart/form-data")
            return new(null, null);

        await using var body = store.Temporary();
        try
        {
            await request.Content!.CopyToAsync(body, cancellationToken);
            body.Position = 0;
            return await ReadSectionsAsync(new(HeaderUtilities.RemoveQuotes(media.Boundary).ToString(), body), content, cancellationToken);
        }
        finally
        {
            File.Delete(body.Name);
        }
    }

    private static async Task<Upload> ReadSectionsAsync(MultipartReader reader, Stream content, CancellationToken cancellationToken)
    {
        var upload = new Upload(null, null);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (name == "purpose")
            {
                upload = upload with { Purpose = await section.ReadAsStringAsync(cancellationToken) };
            }
            else if (name == "file")
            {
                await section.Body.CopyToAsync(content, cancellationToken);
                upload = upload with { Filename = HeaderUtilities.RemoveQuotes(disposition.FileName).ToString() };
            }
        }
        return upload;
    }
}
