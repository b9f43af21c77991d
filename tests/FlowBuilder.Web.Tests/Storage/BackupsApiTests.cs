using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FlowBuilder.Storage.Backups;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Storage;

public sealed class BackupsApiTests : OneProgram
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_backup_is_made_listed_fetched_and_removed(CancellationToken cancellationToken)
    {
        using var made = await Client.PostAsync("api/v1/backups", null, cancellationToken);
        var item = await made.JsonAsync(cancellationToken);
        var name = item.GetProperty("name").GetString()!;
        var listed = await (await Client.GetAsync("api/v1/backups", cancellationToken)).JsonAsync(cancellationToken);
        using var file = await Client.GetAsync(made.Headers.Location, cancellationToken);
        using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(cancellationToken));
        using var removed = await Client.DeleteAsync(made.Headers.Location, cancellationToken);
        using var gone = await Client.GetAsync(made.Headers.Location, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)made.StatusCode, Is.EqualTo(201));
            Assert.That(listed.EnumerateArray().Select(backup => backup.GetProperty("name").GetString()), Has.Member(name));
            Assert.That(item.GetProperty("hasKeys").GetBoolean(), Is.False);
            Assert.That(file.Content.Headers.ContentDisposition?.ToString(), Is.EqualTo($"attachment; filename={name}; filename*=UTF-8''{name}"));
            Assert.That(file.Headers.CacheControl?.NoStore, Is.True);
            Assert.That(file.Content.Headers.ContentLength, Is.EqualTo(item.GetProperty("bytes").GetInt64()));
            Assert.That(zip.Entries.Select(entry => entry.FullName), Has.Member("flowbuilder.db").And.None.StartsWith("keys/"));
            Assert.That((int)removed.StatusCode, Is.EqualTo(204));
            Assert.That(((int)gone.StatusCode, (await gone.JsonAsync(cancellationToken)).GetProperty("code").GetString()), Is.EqualTo((404, "backup.not-found")));
        }
    }

    [TestCase("flowbuilder.db")]
    [TestCase("..%2Fflowbuilder.db")]
    [TestCase("..%2f..%2f..%2fetc%2fpasswd")]
    [TestCase("%2Fetc%2Fpasswd")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task No_other_file_is_handed_out_or_removed(string name)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        using var fetched = await Client.GetAsync($"api/v1/backups/{name}", cancellationToken);
        using var removed = await Client.DeleteAsync($"api/v1/backups/{name}", cancellationToken);

        Assert.That(((int)fetched.StatusCode, (int)removed.StatusCode), Is.EqualTo((404, 404)));
        Assert.That(File.Exists(Path.Combine(Program.DataFolder, "flowbuilder.db")), Is.True);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_backup_with_the_key_ring_is_not_handed_out(CancellationToken cancellationToken)
    {
        var backup = await Program.Services.GetRequiredService<BackupStore>().MakeAsync(target: null, withKeys: true, cancellationToken);

        using var answer = await Client.GetAsync($"api/v1/backups/{backup.Name}", cancellationToken);

        Assert.That(((int)answer.StatusCode, (await answer.JsonAsync(cancellationToken)).GetProperty("code").GetString()), Is.EqualTo((403, "backup.has-keys")));
    }

    [TestCase("read", 403)]
    [TestCase("manage", 200)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Backups_are_for_keys_that_may_manage(string scope, int expected)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        using var made = await Client.PostAsJsonAsync("api/v1/keys", new { name = scope, scopes = new[] { scope } }, cancellationToken);
        var secret = (await made.JsonAsync(cancellationToken)).GetProperty("key").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/backups");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);

        using var answer = await Client.SendAsync(request, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(expected));
    }
}
