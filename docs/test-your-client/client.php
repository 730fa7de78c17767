<?php
// A toy client, to try the harness on: with FAULTY in the environment it has three faults. Put yours in its place.
declare(strict_types=1);

define('FAULTY', getenv('FAULTY') !== false);

class ApiError extends Exception
{
    public function __construct(public readonly int $status, array $errors)
    {
        $pointer = FAULTY ? $errors[0]->source->pointer : ($errors[0]->source->pointer ?? 'nowhere');
        parent::__construct("$status: {$errors[0]->detail} ($pointer)");
    }
}

function parse(object $document): array
{
    $attributes = $document->data->attributes;
    $limit = $attributes->threshold_amount;
    $dollars = FAULTY || $limit !== null ? (int) explode('.', $limit)[0] : null;
    return ['id' => $document->data->id, 'name' => $attributes->name, 'dollars' => $dollars];
}

/** Sends a request with `$post`, which takes JSON text and returns a status and JSON text. */
function create(mixed $document, callable $post): array
{
    if (FAULTY) {
        $document = without_nulls($document);
    }
    [$status, $text] = $post(json_encode($document, JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR));
    $answer = json_decode($text, flags: JSON_THROW_ON_ERROR);
    if ($status >= 400) {
        throw new ApiError($status, $answer->errors);
    }
    return parse($answer);
}

function without_nulls(mixed $value): mixed
{
    if (is_array($value)) {
        return array_map(without_nulls(...), $value);
    }
    if (!is_object($value)) {
        return $value;
    }
    return (object) array_map(without_nulls(...), array_filter((array) $value, fn ($child) => $child !== null));
}
