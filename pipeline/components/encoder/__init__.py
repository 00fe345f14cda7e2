"""``hebrew_encoder``: a multilingual encoder, fine-tuned for names and proclitics in one pass, run by onnxruntime."""
