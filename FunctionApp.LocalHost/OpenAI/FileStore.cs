using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>Uploaded files: <c>DIR/openai/files/{id}.json</c>, and the content beside it in <c>{id}.jsonl</c>.</summary>
internal sealed class FileStore(string dataDirectory)
{
    private readonly string _directory = Path.Combine(dataDirectory, "openai", "files");
    private readonly JsonFolder<UploadedFile> _files = new(Path.Combine(dataDirectory, "openai", "files"));

    public UploadedFile? Find(string id) => _files.Find(id);

    public IEnumerable<UploadedFile> All() => _files.All().Select(file => file.Item).OrderByDescending(file => file.Created);

    /// <summary>A new file for content that is not kept yet; it is gone when closed unless it was added.</summary>
    public FileStream Temporary() => PrivateFile.Create(PrivateFile.TemporaryFor(Path.Combine(_directory, "upload")));

    /// <summary>Keeps a file, content first, so that no file is ever without its content.</summary>
    public void Add(UploadedFile file, string content)
    {
        File.Move(content, ContentOf(file.Id));
        _files.Write(file.Id, file);
    }

    /// <param name="id">The id of a file that <see cref="Find"/> gave.</param>
    public Stream Open(string id) => File.Open(ContentOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    public void Delete(string id)
    {
        _files.Delete(id);
        File.Delete(ContentOf(id));
    }

    private string ContentOf(string id) => Path.Combine(_directory, $"{id}.jsonl");
}
