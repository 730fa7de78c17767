<?php
// Runs a client over a corpus: php harness.php schemas/corpus/2021-12-15
declare(strict_types=1);

require __DIR__ . '/client.php';

set_error_handler(fn (int $level, string $message) => throw new ErrorException($message));
$checks = $failed = 0;

function cases(string $kind): array
{
    global $argv;
    return array_map(json_decode(...), file("$argv[1]/$kind.jsonl"));
}

function check(string $what, object $case, callable $test): void
{
    global $checks, $failed;
    $checks++;
    try {
        $complaint = $test($case);
    } catch (Throwable $error) {
        $complaint = get_class($error) . ' ' . $error->getMessage();
    }
    if ($complaint) {
        $failed++;
        echo strtok("FAIL $what {$case->id}: $complaint", "\n"), "\n";
    }
}

/** Whatever the API answers can be parsed. */
function parsed(object $case): ?string
{
    [$trunk, $data] = [parse($case->document), $case->document->data];
    return [$trunk['id'], $trunk['name']] === [$data->id, $data->attributes->name] ? null : 'another trunk';
}

/** What is right is sent, as it is. */
function sent(object $case): ?string
{
    global $answer;
    $bodies = [];
    create($case->document, function (string $body) use (&$bodies, $answer) {
        $bodies[] = json_decode($body);
        return [201, $answer];
    });
    return json_encode($bodies) === json_encode([$case->document]) ? null : 'not sent as it is';
}

/** What is wrong is refused: by the client itself, or by the API, whose answer the client understands. */
function refused(object $case): ?string
{
    $expected = $case->expected;
    try {
        create($case->document, fn (string $body) => [$expected->status, json_encode($expected->errors)]);
    } catch (ApiError $error) {
        return $error->status === $expected->status ? null : "status {$error->status}";
    }
    return 'not refused';
}

$trunks = array_values(array_filter(cases('trunk'), fn (object $case) => $case->valid));
$answer = json_encode($trunks[0]->document);
foreach ($trunks as $case) {
    check('parse', $case, parsed(...));
}
foreach (cases('create-request') as $case) {
    check($case->valid ? 'sent' : 'refused', $case, $case->valid ? sent(...) : refused(...));
}
echo "$checks checks, $failed failed\n";
exit($failed ? 1 : 0);
