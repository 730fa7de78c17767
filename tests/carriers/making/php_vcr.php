<?php
// Writes exchanges.json as php-vcr 1.8.2 writes cassettes, with Symfony Yaml 5.4.53: php php_vcr.php
// php-vcr's Storage\Yaml::storeRecording is "\n" . $dumper->dump([$recording], 4), and Storage\Json one json_encode of
// each recording in a list; the arrays are those of Request::toArray and Response::toArray.
require '/usr/share/php/Symfony/Component/Yaml/autoload.php';
use Symfony\Component\Yaml\Dumper;

function recording(array $exchange, int $index): array {
    $asked = $exchange['request'];
    $answer = $exchange['response'];
    $encode = fn ($body) => json_encode($body, JSON_UNESCAPED_SLASHES | ($index % 2 ? JSON_PRETTY_PRINT : 0));
    $request = ['method' => $asked['method'], 'url' => 'https://api.didww.com' . $asked['path'],
        'headers' => ['Host' => 'api.didww.com', 'Accept-Encoding' => null] + $asked['headers']];
    if ($asked['body'] !== null) {
        $request['body'] = $encode($asked['body']);
    }
    $response = ['status' => ['http_version' => '1.1', 'code' => (string) $answer['status'], 'message' => 'Message'],
        'headers' => $answer['headers'], 'curl_info' => ['url' => $request['url'], 'http_code' => $answer['status']]];
    if ($answer['body'] !== null) {
        $response['body'] = $encode($answer['body']);
    }
    return ['request' => $request, 'response' => $response, 'index' => 0];
}

function write(string $path, array $recordings, bool $json): void {
    if ($json) {
        file_put_contents("$path.json", '[' . implode(',', array_map('json_encode', $recordings)) . ']');
        return;
    }
    $dumper = new Dumper();
    file_put_contents("$path.yml", implode('', array_map(fn ($one) => "\n" . $dumper->dump([$one], 4), $recordings)));
}

$all = json_decode(file_get_contents(__DIR__ . '/exchanges.json'), true);
foreach ($all as $side => $files) {
    $folder = __DIR__ . "/../$side/php-vcr";
    @mkdir($folder, 0777, true);
    $number = 0;
    foreach ($files as $name => $exchanges) {
        $recordings = array_map(fn ($one, $at) => recording($one, $at + $number), $exchanges, array_keys($exchanges));
        $number++;
        write("$folder/$name", $recordings, false);
        if ($side === 'right' || in_array($name, ['status-unknown', 'path-unknown', 'response-differs'])) {
            write("$folder/{$name}" . ($side === 'right' ? '' : '_in-json'), $recordings, true);
        }
    }
}
